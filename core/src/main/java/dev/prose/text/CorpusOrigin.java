package dev.prose.text;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the text of a corpus comes from. */
public sealed interface CorpusOrigin {
  /**
   * It comes with the program.
   *
   * @param edition which text it is, in a few words
   */
  record BuiltIn(String edition) implements CorpusOrigin {}

  /**
   * It is downloaded once and then kept.
   *
   * @param file where it is kept; empty where there is no place for it
   */
  record Downloaded(URI address, Optional<Path> file) implements CorpusOrigin {
    /** Whether it is there already. What is there is checked only when it is loaded. */
    public boolean isKept() {
      return file.isPresent() && Files.isRegularFile(file.get());
    }
  }
}
