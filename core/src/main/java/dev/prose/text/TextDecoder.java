package dev.prose.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text, strictly: nothing is dropped or replaced unless asked for.
 *
 * @param charset the encoding of the bytes
 * @param onMalformed what to do with bytes that the encoding does not allow
 * @param layout what line ends are
 */
public record TextDecoder(Charset charset, OnMalformed onMalformed, TextLayout layout) {
  static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  /** Of running text. */
  public TextDecoder(Charset charset, OnMalformed onMalformed) {
    this(charset, onMalformed, TextLayout.RUNNING);
  }

  /**
   * The text of some bytes, and whether a byte-order mark was dropped from its start.
   *
   * @param text the text, its line ends as the layout has them
   * @param droppedByteOrderMark whether it began with U+FEFF
   */
  public record Decoded(String text, boolean droppedByteOrderMark) {}

  /**
   * Decodes all of {@code bytes}.
   *
   * @param source what to call the bytes in a message, a file's name for instance
   * @throws InvalidTextException if the bytes are malformed (with source and offset) and {@link
   *     OnMalformed#ERROR} is in force, or if they look like UTF-16 or UTF-32 and should be in
   *     another encoding
   */
  public Decoded decode(byte[] bytes, String source) {
    requireEncoding(bytes, source);
    String text = new String(bytes, charset);
    // A String is decoded much faster than a buffer, and had anything been malformed, it would
    // show.
    if (onMalformed == OnMalformed.ERROR && text.indexOf(REPLACEMENT) >= 0) {
      text = strict(bytes, source);
    }
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new Decoded(layout.lineEnds(marked ? text.substring(1) : text), marked);
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
      throw malformed(in, result.length(), in.position(), bytes, source);
    }
    if (result.isOverflow()) {
      throw new InvalidTextException(source, new TextProblem.TooLong(out.capacity(), "characters"));
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
   * Refuses a text that is certainly in UTF-16 or UTF-32, unless this is such a decoder.
   *
   * @param bytes the text, or its beginning
   */
  void requireEncoding(byte[] bytes, String source) {
    WideEncoding wide = wideEncoding(bytes);
    if (wide != null && wide.certain()) {
      throw otherEncoding(wide, source);
    }
  }

  private @Nullable WideEncoding wideEncoding(byte[] bytes) {
    return WideEncoding.is(charset)
        ? null
        : WideEncoding.of(bytes, Math.min(bytes.length, PeekedStream.BEGINNING));
  }

  private InvalidTextException otherEncoding(WideEncoding wide, String source) {
    return new InvalidTextException(
        source, new TextProblem.OtherEncoding(charset.name(), wide.charset()));
  }

  /**
   * What is wrong where.
   *
   * @param bytes the malformed ones come next
   * @param length how many of them are malformed
   * @param offset where they stand in the source
   * @param beginning of the source
   */
  InvalidTextException malformed(
      ByteBuffer bytes, int length, long offset, byte[] beginning, String source) {
    WideEncoding wide = wideEncoding(beginning);
    if (wide != null) {
      return otherEncoding(wide, source);
    }
    byte[] malformed = new byte[Math.min(length, bytes.remaining())];
    bytes.get(malformed);
    String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(malformed);
    return new InvalidTextException(source, new TextProblem.Malformed(charset.name(), hex, offset));
  }
}
