package dev.prose.corpora;

import dev.prose.text.CorpusProvider;
import dev.prose.text.LoadListener;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes what a person wrote, gives the {@link DataSource} that it means. {@code -} is standard
 * input; then names of corpora are tried, then http and https URLs, then files and folders.
 *
 * @param corpora the corpora that have a name
 * @param workingFolder the folder that relative paths start from
 */
public record SourceResolver(Corpora corpora, Path workingFolder) {
  /**
   * Finds what is meant.
   *
   * @param listener is told if a name has two meanings
   * @throws SourceNotFoundException if it is none of these; the message says what exists
   */
  public DataSource resolve(String given, LoadListener listener) throws SourceNotFoundException {
    if (given.equals(DataSource.StandardInput.SPEC)) {
      return new DataSource.StandardInput();
    }
    if (given.isBlank()) {
      throw new SourceNotFoundException(
          "The name of the data is empty. Name a corpus, a file, a folder or a URL");
    }
    Optional<CorpusProvider> corpus = corpora.find(given);
    if (corpus.isPresent()) {
      if (Files.exists(workingFolder.resolve(given))) {
        listener.notice(
            given + " is taken for the corpus of that name; write ./" + given + " for the file");
      }
      return new DataSource.Named(corpus.get());
    }
    return WebAddress.looksLike(given) ? webFile(given) : file(given);
  }

  private static DataSource webFile(String given) throws SourceNotFoundException {
    try {
      return new DataSource.WebFile(WebAddress.parse(given));
    } catch (URISyntaxException e) {
      throw new SourceNotFoundException(
          "\"" + given + "\" is not a URL: " + e.getReason() + ". Check its spelling");
    }
  }

  private DataSource file(String given) throws SourceNotFoundException {
    try {
      Path path = workingFolder.resolve(given);
      if (Files.isDirectory(path)) {
        return new DataSource.Folder(given, path);
      }
      if (Files.exists(path)) {
        return new DataSource.OneFile(given, path);
      }
    } catch (InvalidPathException e) {
      throw new SourceNotFoundException(
          "\"" + given + "\" cannot be a file's name here: " + e.getReason());
    }
    throw notFound(given);
  }

  private SourceNotFoundException notFound(String given) {
    if (given.contains("://")) {
      return new SourceNotFoundException(
          "\"" + given + "\" cannot be downloaded: a URL must begin with http:// or https://");
    }
    return new SourceNotFoundException(
        "There is no file or corpus \"" + given + "\"." + corpora.advice(given));
  }
}
