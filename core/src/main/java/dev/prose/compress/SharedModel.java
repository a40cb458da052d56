package dev.prose.compress;

import dev.prose.model.LanguageModel;
import dev.prose.token.Tokenizer;

/**
 * A model that both sides have.
 *
 * @param name what messages call it
 * @param fingerprint the SHA-256 of all that its predictions depend on, in hexadecimal
 * @param model in the form that predicts
 * @param adaptive whether in this form it learns from each token after it was predicted
 * @param tokenizer what its tokens stand for
 */
public record SharedModel(
    String name, String fingerprint, LanguageModel model, boolean adaptive, Tokenizer tokenizer) {
  private static final int DIGITS = 6; // of the fingerprint, in a file: 3 bytes

  /** The part of the fingerprint that a file keeps: another checksum finds what this misses. */
  int mark() {
    return Integer.parseInt(fingerprint.substring(0, DIGITS), 16);
  }
}
