package dev.prose.corpora;

import dev.prose.text.Corpus;
import dev.prose.text.CorpusProvider;
import dev.prose.text.FileFormat;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.OnMalformed;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes the names of data that a person gave, gives one {@link Corpus}, or one {@link
 * StreamedCorpus} of a text that may be larger than the heap.
 *
 * @param resolver finds what each name means
 * @param decoder decodes files, URLs and standard input; named corpora are always UTF-8
 * @param stdin standard input
 * @param download downloads URLs
 */
public record CorpusLoader(
    SourceResolver resolver, TextDecoder decoder, InputStream stdin, Download download) {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  /**
   * Loads everything named and joins it in that order, with nothing in between except where the
   * decoder's layout requires a line end. What gzip compressed is unpacked. The SHA-256 is of the
   * bytes after unpacking, so that it is the same for a file and its compressed copy.
   *
   * @param given names of corpora, files, folders, http and https URLs, or {@code -} for standard
   *     input; not empty
   * @param listener is told of a download's progress, and what a person should know
   * @throws SourceNotFoundException if a name means nothing, before anything is loaded
   * @throws IOException if something cannot be read
   * @throws InvalidTextException if the text is empty, malformed, or not text
   * @throws InvalidDataException if a folder has no files
   */
  public Corpus load(List<String> given, LoadListener listener) throws IOException {
    Sources sources = Sources.of(given, resolver, listener);
    if (sources.all().size() == 1 && sources.all().getFirst() instanceof DataSource.Named named) {
      Corpus corpus = named.provider().load(listener);
      return new Corpus(corpus.name(), decoder.layout().lineEnds(corpus.text()), corpus.sha256());
    }
    JoinedText joined = new JoinedText(listener);
    for (DataSource source : sources.all()) {
      add(source, joined, listener);
    }
    return joined.toCorpus(sources.name(), sources.given());
  }

  /**
   * The total size in bytes, unpacked, of the files and folders among these. Named corpora count as
   * 0, because they are loaded into memory in any case.
   *
   * @return empty if the size is unknown before reading, as for standard input and URLs
   * @throws SourceNotFoundException if a name means nothing
   * @throws IOException if a folder or a file cannot be read
   * @throws InvalidTextException if a file cannot be unpacked
   */
  public OptionalLong size(List<String> given) throws IOException {
    return Sources.of(given, resolver, new LoadListener() {}).size();
  }

  /**
   * Opens everything named for reading in pieces: the same text as from {@link #load}, of any size.
   * Standard input, pipes and URLs are copied into temporary files at once; a download passes
   * through memory.
   *
   * @param temporaryFolder the folder for these files, which exist until the corpus is closed
   * @param listener is told of a download's progress, and what a person should know
   * @throws SourceNotFoundException if a name means nothing, before anything is loaded
   * @throws IOException if something cannot be read or copied
   * @throws InvalidDataException if a folder has no files
   */
  public StreamedCorpus stream(List<String> given, Path temporaryFolder, LoadListener listener)
      throws IOException {
    Sources sources = Sources.of(given, resolver, listener);
    SourceParts parts = new SourceParts(this, temporaryFolder, listener);
    try {
      for (DataSource source : sources.all()) {
        parts.add(source);
      }
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
    return new StreamedCorpus(sources.name(), sources.given(), parts.parts());
  }

  /**
   * Loads the default text: tinyshakespeare, or the built-in plays if that cannot be downloaded, of
   * which the listener is told.
   *
   * @throws IOException if the plays cannot be read either
   */
  public Corpus loadDefault(LoadListener listener) throws IOException {
    try {
      return corpus(TinyShakespeare.NAME).load(listener);
    } catch (IOException e) {
      String reason = e instanceof DownloadException d ? d.reason() : FileFailure.reason(e);
      listener.notice(
          TinyShakespeare.NAME
              + " could not be downloaded ("
              + reason
              + "): using the built-in "
              + Plays.NAME
              + " instead");
      return corpus(Plays.NAME).load(listener);
    }
  }

  private CorpusProvider corpus(String name) {
    return resolver
        .corpora()
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the corpus " + name + " is not installed"));
  }

  @SuppressWarnings("IfChainToSwitch") // the first pattern switch takes 4 ms of every run
  private void add(DataSource source, JoinedText joined, LoadListener listener) throws IOException {
    if (source instanceof DataSource.OneFile(String given, Path path)) {
      joined.add(decoder.bytes(bytes(path, given), given), given, decoder);
    } else if (source instanceof DataSource.Named(CorpusProvider provider)) {
      byte[] bytes = provider.load(listener).text().getBytes(StandardCharsets.UTF_8);
      joined.add(bytes, provider.name(), utf8());
    } else if (source instanceof DataSource.Folder folder) {
      addFolder(folder, joined, listener);
    } else if (source instanceof DataSource.WebFile web) {
      byte[] bytes = download.fetch(web.url(), web.name(), listener);
      joined.add(decoder.bytes(bytes, web.name()), web.name(), decoder);
    } else if (source instanceof DataSource.StandardInput input) {
      joined.add(decoder.bytes(standardInput(input.name()), input.name()), input.name(), decoder);
    } else {
      throw new AssertionError(source);
    }
  }

  private void addFolder(DataSource.Folder folder, JoinedText joined, LoadListener listener)
      throws IOException {
    ZeroBytes zeroBytes = new ZeroBytes(decoder);
    for (Path file : files(folder, listener)) {
      String name = file.toString();
      try {
        byte[] bytes = decoder.bytes(bytes(file, name), name);
        if (zeroBytes.in(bytes)) {
          listener.notice(leftOut(file));
        } else {
          joined.add(bytes, name, decoder);
        }
      } catch (InvalidTextException e) {
        tellLeftOut(file, e, listener);
      }
    }
  }

  /** The decoder of named corpora. */
  TextDecoder utf8() {
    return new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR, decoder.layout());
  }

  static List<Path> files(DataSource.Folder folder, LoadListener listener) throws IOException {
    List<Path> files = TextFolder.files(folder.path(), listener);
    if (files.isEmpty()) {
      throw new InvalidDataException(
          "The folder " + folder.given() + " has no files (hidden ones do not count)");
    }
    return files;
  }

  static String leftOut(Path file) {
    return file + " is left out: it is no text (it has bytes of value 0)";
  }

  /** Skips a file of a folder that is not text. A damaged file is still an error. */
  static void tellLeftOut(Path file, InvalidTextException failure, LoadListener listener) {
    @Nullable FileFormat format =
        failure.problem() instanceof TextProblem.NotText(FileFormat stored)
            ? stored
            : failure.problem() instanceof TextProblem.PackedNotText(FileFormat inside)
                ? inside
                : null;
    if (format == null) {
      throw failure;
    }
    listener.notice(file + " is left out: it is no text (it is " + format.description() + ")");
  }

  private static byte[] bytes(Path file, String given) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw tooLarge(given);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw FileFailure.cannotRead(given, e);
    }
  }

  private byte[] standardInput(String name) throws IOException {
    byte[] bytes;
    try {
      bytes = stdin.readNBytes(MOST_BYTES);
      if (bytes.length < MOST_BYTES || stdin.read() < 0) {
        return bytes;
      }
    } catch (IOException e) {
      throw FileFailure.cannotRead(name, e);
    }
    throw tooLarge(name);
  }

  private static InvalidTextException tooLarge(String given) {
    return new InvalidTextException(given, new TextProblem.TooLong(MOST_BYTES, "bytes"));
  }
}
