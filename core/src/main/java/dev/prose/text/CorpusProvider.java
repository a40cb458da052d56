package dev.prose.text;

import java.io.IOException;

/**
 * A corpus that has a name. Providers are found with {@link java.util.ServiceLoader}, so that a jar
 * on the class path can add one.
 */
public interface CorpusProvider {
  /** The name by which a person asks for the corpus: lower-case letters, digits and hyphens. */
  String name();

  /** One line for a list of corpora: what the text is, and how large. */
  String description();

  /** Where the text comes from. This reads neither the text nor the network. */
  CorpusOrigin origin();

  /**
   * Loads the text, from a cache where there is one.
   *
   * @param listener is told of the progress of a slow load
   * @throws IOException if the text is not available; the message is for the person who asked for
   *     it
   */
  Corpus load(LoadListener listener) throws IOException;

  /**
   * Loads the text with nobody listening.
   *
   * @throws IOException if the text is not available
   */
  default Corpus load() throws IOException {
    return load(new LoadListener() {});
  }
}
