package dev.prose.text;

import java.io.Serializable;

/** What is wrong with the bytes that should be a text. */
public sealed interface TextProblem extends Serializable {
  /** The fact as a clause to follow the name of the text: "is empty". */
  String description();

  /** There are no characters. */
  record Empty() implements TextProblem {
    @Override
    public String description() {
      return "is empty";
    }
  }

  /**
   * Some bytes are no character in the encoding.
   *
   * @param charset the encoding's name
   * @param bytes these bytes, in hexadecimal
   * @param offset where they stand, in bytes from the start of the text
   */
  record Malformed(String charset, String bytes, long offset) implements TextProblem {
    @Override
    public String description() {
      return "is not valid %s: malformed input (%s) at byte offset %d"
          .formatted(charset, bytes, offset);
    }
  }

  /**
   * The text is in another encoding, by the look of its first bytes.
   *
   * @param charset the name of the encoding in which it should be
   * @param likely the name of the other one
   */
  record OtherEncoding(String charset, String likely) implements TextProblem {
    @Override
    public String description() {
      return "is not " + charset + ": it looks like " + likely;
    }
  }

  /** It is a file of another kind. */
  record NotText(FileFormat format) implements TextProblem {
    @Override
    public String description() {
      return "is no plain text: it is " + format.description();
    }
  }

  /** A file compressed by gzip has something else in it, which is no plain text. */
  record PackedNotText(FileFormat format) implements TextProblem {
    @Override
    public String description() {
      return "is no plain text: unpacked by gzip, it is " + format.description();
    }
  }

  /**
   * It was compressed by gzip, and cannot be unpacked to its end.
   *
   * @param damage what is wrong, a clause: "it is cut off"
   * @param offset where, in compressed bytes from the start
   */
  record DamagedGzip(String damage, long offset) implements TextProblem {
    @Override
    public String description() {
      return "cannot be unpacked by gzip: %s at byte offset %d".formatted(damage, offset);
    }
  }

  /**
   * It is longer than one text in memory may be.
   *
   * @param most how long that is
   * @param unit in what: "bytes", "characters"
   */
  record TooLong(long most, String unit) implements TextProblem {
    @Override
    public String description() {
      return "has more than %,d %s, the most that one text in memory may have"
          .formatted(most, unit);
    }
  }

  /**
   * Unpacked, it is longer than the memory allows.
   *
   * @param most how many bytes the memory allows
   */
  record UnpacksTooLong(long most) implements TextProblem {
    @Override
    public String description() {
      return "unpacks to more than %,d bytes, the most that the memory allows".formatted(most);
    }
  }
}
