package dev.prose.benchmarks;

import dev.prose.corpora.DownloadException;
import dev.prose.text.Corpus;
import dev.prose.text.CorpusProvider;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the text file of all measurements. */
final class TextFile {
  // As in BSD's sysexits.h, like the exit codes of the prose command.
  private static final int BAD_DATA = 65;
  private static final int NO_INPUT = 66;
  private static final int IO_ERROR = 74;

  private TextFile() {}

  /** There is no text. The message says in one line why, and what to give instead. */
  static final class MissingException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private MissingException(String message, int exitCode, Exception cause) {
      super(message, cause);
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /**
   * The file that a person named, or else a file with a corpus's text.
   *
   * @param work the folder for the corpus's file
   * @throws MissingException if the file cannot be read, or the corpus cannot be loaded
   */
  static Path of(Optional<Path> named, CorpusProvider corpus, Path work) throws MissingException {
    return named.isPresent() ? read(named.get()) : load(corpus, work);
  }

  private static Path read(Path file) throws MissingException {
    try {
      Corpus.read(file);
      return file.toAbsolutePath();
    } catch (NoSuchFileException e) {
      throw new MissingException(
          "--text " + file + ": there is no such file. Name one that is there", NO_INPUT, e);
    } catch (InvalidDataException e) {
      throw new MissingException(
          "--text " + file + ": is empty or not UTF-8. Name a file that holds a text", BAD_DATA, e);
    } catch (IOException e) {
      throw new MissingException("--text " + file + ": cannot be read: " + reason(e), IO_ERROR, e);
    }
  }

  private static String reason(IOException failure) {
    return failure instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : String.valueOf(failure.getMessage());
  }

  private static Path load(CorpusProvider corpus, Path work) throws MissingException {
    try {
      String text = corpus.load(new LoadListener() {}).text();
      return Files.writeString(work.resolve(corpus.name() + ".txt"), text).toAbsolutePath();
    } catch (DownloadException e) {
      throw new MissingException(
          "%s cannot be downloaded: %s. Without a network, give a text with --text FILE"
              .formatted(corpus.name(), e.reason()),
          IO_ERROR,
          e);
    } catch (IOException e) {
      throw new MissingException(
          corpus.name() + " cannot be kept in " + work + ": " + reason(e), IO_ERROR, e);
    }
  }
}
