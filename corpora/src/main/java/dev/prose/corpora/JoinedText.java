package dev.prose.corpora;

import dev.prose.text.Corpus;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LoadListener;
import dev.prose.text.Sha256;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextProblem;
import org.jspecify.annotations.Nullable;

/** Joins texts, and computes the SHA-256 of all their bytes. */
final class JoinedText {
  private static final int MOST_CHARACTERS = Integer.MAX_VALUE - 8;

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
   * @param bytes the unpacked bytes
   * @param source the source's name in messages
   * @throws InvalidTextException if the bytes are malformed, or the joined text is too long
   */
  void add(byte[] bytes, String source, TextDecoder decoder) {
    TextDecoder.Decoded decoded = decoder.decode(bytes, source);
    if (decoded.droppedByteOrderMark()) {
      listener.notice("The byte-order mark at the start of " + source + " is left out");
    }
    sha256.update(bytes);
    String text = decoded.text();
    if (!text.isEmpty() && decoder.layout().separates(last())) {
      append("\n", source);
    }
    append(text, source);
  }

  /** The last UTF-16 unit, or LF if there is none. */
  private char last() {
    CharSequence text = more == null ? first : more;
    return text.isEmpty() ? '\n' : text.charAt(text.length() - 1);
  }

  private void append(String text, String source) {
    if (first.isEmpty()) {
      first = text; // usually the only one, and then never copied
      return;
    }
    StringBuilder joined = more;
    if (joined == null) {
      joined = new StringBuilder(first);
      more = joined;
    }
    if (text.length() > MOST_CHARACTERS - joined.length()) {
      throw new InvalidTextException(
          "The text with " + source, new TextProblem.TooLong(MOST_CHARACTERS, "characters"));
    }
    joined.append(text);
  }

  /**
   * The joined text.
   *
   * @param name the corpus's name
   * @param given the names as the person wrote them, for the message
   * @throws InvalidTextException if the text is empty
   */
  Corpus toCorpus(String name, String given) {
    if (first.isEmpty()) {
      throw new InvalidTextException(given, new TextProblem.Empty());
    }
    String text = more == null ? first : more.toString();
    return new Corpus(name, text, sha256.toHex());
  }
}
