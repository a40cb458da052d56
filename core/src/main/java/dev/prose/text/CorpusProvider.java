package dev.prose.text;

import java.io.IOException;

/**
 * A corpus that is known by name. Providers are found with {@link java.util.ServiceLoader}, so that
 * a jar on the class path can bring its own.
 */
public interface CorpusProvider {
  /** The name by which a person asks for it: lower case, no spaces. */
  String name();

  /** One line for a list of corpora: what it is and how large. */
  String description();

  /** Where it comes from. Asking reads no text and no network. */
  CorpusOrigin origin();

  /**
   * Loads the text, from a cache where there is one.
   *
   * @param listener is told how a slow load goes
   * @throws IOException if it cannot be had, with a message for the person who asked for it
   */
  Corpus load(LoadListener listener) throws IOException;

  /**
   * Loads the text with nobody listening.
   *
   * @throws IOException if it cannot be had
   */
  default Corpus load() throws IOException {
    return load(new LoadListener() {});
  }
}
