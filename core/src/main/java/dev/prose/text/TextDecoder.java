package dev.prose.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/**
 * Bytes to text, strictly: nothing is dropped or replaced unless asked for.
 *
 * @param charset the encoding of the bytes
 * @param onMalformed what to do with bytes that the encoding does not allow
 */
public record TextDecoder(Charset charset, OnMalformed onMalformed) {
  static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * The text of some bytes, and whether a byte-order mark was dropped from its start.
   *
   * @param text the text, line ends as they were
   * @param droppedByteOrderMark whether it began with U+FEFF
   */
  public record Decoded(String text, boolean droppedByteOrderMark) {}

  /**
   * Decodes all of {@code bytes}.
   *
   * @param source what to call the bytes in a message, a file's name for instance
   * @throws InvalidDataException if the bytes are malformed (with source and offset) and {@link
   *     OnMalformed#ERROR} is in force
   */
  public Decoded decode(byte[] bytes, String source) {
    String text = new String(bytes, charset);
    // A String is decoded much faster than a buffer, and had anything been malformed, it would
    // show.
    if (onMalformed == OnMalformed.ERROR && text.indexOf(REPLACEMENT) >= 0) {
      text = strict(bytes, source);
    }
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new Decoded(marked ? text.substring(1) : text, marked);
  }

  private String strict(byte[] bytes, String source) {
    CharsetDecoder decoder = newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out =
        CharBuffer.allocate(
            (int)
                Math.min(
                    1 << 30, Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1));
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      result = decoder.flush(out);
    }
    if (result.isError()) {
      throw malformed(in, result.length(), in.position(), source);
    }
    if (result.isOverflow()) {
      throw new InvalidDataException(
          source + " has more than " + out.capacity() + " characters, too many for one text");
    }
    return out.flip().toString();
  }

  /** A decoder for bytes that come in pieces. */
  CharsetDecoder newDecoder() {
    CodingErrorAction action =
        switch (onMalformed) {
          case ERROR -> CodingErrorAction.REPORT;
          case REPLACE -> CodingErrorAction.REPLACE;
        };
    return charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
  }

  /**
   * What is wrong where.
   *
   * @param bytes the malformed ones come next
   * @param length how many of them are malformed
   * @param offset where they stand in the source
   */
  InvalidDataException malformed(ByteBuffer bytes, int length, long offset, String source) {
    byte[] malformed = new byte[Math.min(length, bytes.remaining())];
    bytes.get(malformed);
    String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(malformed);
    return new InvalidDataException(
        "%s is not valid %s: malformed input (%s) at byte offset %d. Name its encoding with --encoding, or go on with --on-malformed=replace"
            .formatted(source, charset.name(), hex, offset));
  }
}
