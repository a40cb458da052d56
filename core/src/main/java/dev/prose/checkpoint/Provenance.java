package dev.prose.checkpoint;

import dev.prose.text.Corpus;

/**
 * What a model was trained on.
 *
 * @param corpus the corpus's name
 * @param sha256 the SHA-256 of its bytes, unpacked, in lower-case hexadecimal
 * @param length in characters (code points)
 */
public record Provenance(String corpus, String sha256, long length) {
  public static Provenance of(Corpus corpus) {
    return new Provenance(corpus.name(), corpus.sha256(), corpus.length());
  }
}
