package dev.prose.text;

import java.io.Serializable;

/** What is wrong with bytes that should be a text. */
public sealed interface TextProblem extends Serializable {
  /** The problem as a clause to follow the text's name: "is empty". */
  String description();

  /** There are no characters. */
  record Empty() implements TextProblem {
    @Override
    public String description() {
      return "is empty";
    }
  }

  /**
   * Some bytes are not a character in the encoding.
   *
   * @param charset the encoding's name
   * @param bytes the malformed bytes, in hexadecimal
   * @param offset of these bytes, from the start of the text
   */
  record Malformed(String charset, String bytes, long offset) implements TextProblem {
    @Override
    public String description() {
      return "is not valid %s: malformed input (%s) at byte offset %d"
          .formatted(charset, bytes, offset);
    }
  }

  /**
   * The text's first bytes look like another encoding.
   *
   * @param charset the name of the expected encoding
   * @param likely the name of the likely encoding
   */
  record OtherEncoding(String charset, String likely) implements TextProblem {
    @Override
    public String description() {
      return "is not " + charset + ": it looks like " + likely;
    }
  }

  /** The file is in another format. */
  record NotText(FileFormat format) implements TextProblem {
    @Override
    public String description() {
      return "is no plain text: it is " + format.description();
    }
  }

  /** The file was compressed by gzip, and what it unpacks to is not plain text. */
  record PackedNotText(FileFormat format) implements TextProblem {
    @Override
    public String description() {
      return "is no plain text: unpacked by gzip, it is " + format.description();
    }
  }

  /**
   * The file was compressed by gzip, and cannot be unpacked to its end.
   *
   * @param damage what is wrong, a clause: "it is cut off"
   * @param offset where, in bytes from the start of the compressed file
   */
  record DamagedGzip(String damage, long offset) implements TextProblem {
    @Override
    public String description() {
      return "cannot be unpacked by gzip: %s at byte offset %d".formatted(damage, offset);
    }
  }

  /**
   * The text is longer than one text in memory can be.
   *
   * @param most the greatest possible length
   * @param unit the unit of that length: "bytes", "characters"
   */
  record TooLong(long most, String unit) implements TextProblem {
    @Override
    public String description() {
      return "has more than %,d %s, the most that one text in memory may have"
          .formatted(most, unit);
    }
  }

  /**
   * The unpacked text is larger than the memory allows.
   *
   * @param most the number of bytes that the memory allows
   */
  record UnpacksTooLong(long most) implements TextProblem {
    @Override
    public String description() {
      return "unpacks to more than %,d bytes, the most that the memory allows".formatted(most);
    }
  }
}
