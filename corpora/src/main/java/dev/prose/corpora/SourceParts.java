package dev.prose.corpora;

import dev.prose.file.TemporaryFile;
import dev.prose.text.CorpusProvider;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextPart;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes sources, gives parts of a text that can be read in pieces and more than once. What cannot
 * be read twice (standard input, a pipe, a URL) is copied into a temporary file first.
 */
final class SourceParts implements Closeable {
  private static final int PIECE = 1 << 13; // bytes

  private final CorpusLoader loader;
  private final Path temporaryFolder;
  private final LoadListener listener;
  private final List<TextPart> parts = new ArrayList<>();

  SourceParts(CorpusLoader loader, Path temporaryFolder, LoadListener listener) {
    this.loader = loader;
    this.temporaryFolder = temporaryFolder;
    this.listener = listener;
  }

  /** The parts of all sources that were added. */
  List<TextPart> parts() {
    return parts;
  }

  void add(DataSource source) throws IOException {
    switch (source) {
      case DataSource.OneFile(String given, Path path) -> {
        if (Files.isRegularFile(path)) {
          addFile(path, given);
        } else {
          try (InputStream in = new FileBytes(path, given).open()) {
            addCopy(in, given, loader.decoder());
          }
        }
      }
      case DataSource.Folder folder -> addFolder(folder);
      case DataSource.Named(CorpusProvider provider) -> {
        byte[] bytes = provider.load(listener).text().getBytes(StandardCharsets.UTF_8);
        addCopy(new ByteArrayInputStream(bytes), provider.name(), loader.utf8());
      }
      case DataSource.WebFile web -> {
        byte[] bytes = loader.download().fetch(web.url(), web.name(), listener);
        addCopy(new ByteArrayInputStream(bytes), web.name(), loader.decoder());
      }
      case DataSource.StandardInput input ->
          addCopy(loader.stdin(), input.name(), loader.decoder());
    }
  }

  private void addFile(Path file, String name) {
    parts.add(new TextPart(name, loader.decoder(), new FileBytes(file, name)));
  }

  private void addFolder(DataSource.Folder folder) throws IOException {
    ZeroBytes zeroBytes = new ZeroBytes(loader.decoder());
    for (Path file : CorpusLoader.files(folder, listener)) {
      String name = file.toString();
      try {
        if (zeroBytes.in(file)) {
          listener.notice(CorpusLoader.leftOut(file));
        } else {
          addFile(file, name);
        }
      } catch (InvalidTextException e) {
        CorpusLoader.tellLeftOut(file, e, listener);
      } catch (IOException e) {
        throw FileFailure.cannotRead(name, e);
      }
    }
  }

  private void addCopy(InputStream in, String name, TextDecoder decoder) throws IOException {
    TemporaryFile file = TemporaryFile.in(temporaryFolder);
    parts.add(new TextPart(name, decoder, new CopiedBytes(file)));
    byte[] piece = new byte[PIECE];
    for (int count = read(in, piece, name); count >= 0; count = read(in, piece, name)) {
      file.write(ByteBuffer.wrap(piece, 0, count));
    }
  }

  private static int read(InputStream in, byte[] piece, String name) throws IOException {
    try {
      return in.read(piece);
    } catch (IOException e) {
      throw FileFailure.cannotRead(name, e);
    }
  }

  /** Deletes the copies. */
  @Override
  public void close() throws IOException {
    for (TextPart part : parts) {
      part.close();
    }
  }

  private record FileBytes(Path path, String name) implements TextPart.Bytes {
    @Override
    public InputStream open() throws IOException {
      try {
        return Files.newInputStream(path);
      } catch (IOException e) {
        throw FileFailure.cannotRead(name, e);
      }
    }
  }

  private record CopiedBytes(TemporaryFile file) implements TextPart.Bytes {
    @Override
    public InputStream open() {
      return file.open();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
