package dev.prose.corpora;

import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.text.Sha256;
import dev.prose.text.TextDecoder;
import org.jspecify.annotations.Nullable;

/** Texts put one after the other, with nothing between them, and the SHA-256 of all their bytes. */
final class JoinedText {
  private final LoadListener listener;
  private final Sha256 sha256 = new Sha256();
  private String first = "";
  private @Nullable StringBuilder more;

  /**
   * @param listener is told of dropped byte-order marks
   */
  JoinedText(LoadListener listener) {
    this.listener = listener;
  }

  /**
   * Adds the text of some bytes.
   *
   * @param source what to call them in a message
   * @throws InvalidDataException if they are malformed, or the whole grows too long for one text
   */
  void add(byte[] bytes, String source, TextDecoder decoder) {
    TextDecoder.Decoded decoded = decoder.decode(bytes, source);
    if (decoded.droppedByteOrderMark()) {
      listener.notice("The byte-order mark at the start of " + source + " is left out");
    }
    sha256.update(bytes);
    append(decoded.text(), source);
  }

  private void append(String text, String source) {
    if (first.isEmpty()) {
      first = text; // most often the only one, and then never copied
      return;
    }
    StringBuilder joined = more;
    if (joined == null) {
      joined = new StringBuilder(first);
      more = joined;
    }
    if (text.length() > Integer.MAX_VALUE - 8 - joined.length()) {
      throw new InvalidDataException(
          "With " + source + " the text is longer than 2 billion characters. Name less of it");
    }
    joined.append(text);
  }

  /**
   * The whole.
   *
   * @param name the corpus's name
   * @param given what the person wrote, for the message
   * @throws InvalidDataException if it is empty
   */
  Corpus toCorpus(String name, String given) {
    if (first.isEmpty()) {
      throw new InvalidDataException(given + " is empty. Name another text with --data");
    }
    String text = more == null ? first : more.toString();
    return new Corpus(name, text, sha256.toHex());
  }
}
