package dev.prose.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named text and its checksum.
 *
 * @param name the name in reports: a corpus's or a file's
 * @param text the text, not empty
 * @param sha256 the SHA-256 of the bytes that the text was read from (after unpacking, if gzip
 *     compressed them), in lower-case hexadecimal
 */
public record Corpus(String name, String text, String sha256) {
  /**
   * @throws InvalidTextException if the text is empty
   */
  public Corpus {
    if (text.isEmpty()) {
      throw new InvalidTextException(name, new TextProblem.Empty());
    }
  }

  /** A corpus of a text in memory; its SHA-256 is that of its UTF-8 bytes. */
  public static Corpus of(String name, String text) {
    return new Corpus(name, text, Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a UTF-8 file, strictly. If gzip compressed it, it is unpacked; a byte-order mark is
   * dropped.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidTextException if it is empty or not UTF-8
   */
  public static Corpus read(Path file) throws IOException {
    byte[] bytes = TextBytes.of(Files.readAllBytes(file), file.toString());
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);
    return new Corpus(
        String.valueOf(file.getFileName()),
        decoder.decode(bytes, file.toString()).text(),
        Sha256.of(bytes));
  }

  /** The text's length in characters (Unicode code points). */
  public int length() {
    return text.codePointCount(0, text.length());
  }
}
