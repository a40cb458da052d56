package dev.prose.text;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the text of a corpus comes from. */
public sealed interface CorpusOrigin {
  /** Whether the text can be read without the network. */
  boolean isAtHand();

  /**
   * The text comes with the program.
   *
   * @param edition the edition of the text, in a few words
   */
  record BuiltIn(String edition) implements CorpusOrigin {
    @Override
    public boolean isAtHand() {
      return true;
    }
  }

  /**
   * The text is downloaded once and then kept.
   *
   * @param address where it is downloaded from
   * @param file where it is kept; empty if there is no cache folder
   */
  record Downloaded(URI address, Optional<Path> file) implements CorpusOrigin {
    /** Whether the file exists. Its content is checked only when it is loaded. */
    public boolean isKept() {
      return file.isPresent() && Files.isRegularFile(file.get());
    }

    @Override
    public boolean isAtHand() {
      return isKept();
    }
  }
}
