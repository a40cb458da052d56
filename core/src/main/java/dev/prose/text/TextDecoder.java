package dev.prose.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes bytes to text, strictly: nothing is replaced unless asked for, and only a byte-order mark
 * is dropped.
 *
 * @param charset the encoding of the bytes
 * @param onMalformed what to do with bytes that the encoding does not allow
 * @param layout what to do with line ends
 */
public record TextDecoder(Charset charset, OnMalformed onMalformed, TextLayout layout) {
  static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  /** A decoder of running text. */
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
   * @param source the bytes' name in messages, for instance a file's
   * @throws InvalidTextException if the bytes are malformed (with source and offset) and {@link
   *     OnMalformed#ERROR} is in force, or if they look like UTF-16 or UTF-32 and this decodes
   *     another encoding
   */
  public Decoded decode(byte[] bytes, String source) {
    requireEncoding(bytes, source);
    String text = new String(bytes, charset);
    // Decoding to a String is much faster than to a buffer. Malformed bytes show up in it as the
    // replacement character.
    if (onMalformed != OnMalformed.REPLACE && text.indexOf(REPLACEMENT) >= 0) {
      text = strict(bytes, source);
    }
    boolean marked = dropsByteOrderMark() && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
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
    CoderResult result = decode(decoder, in, out, true);
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

  /**
   * Decodes bytes that may come in pieces.
   *
   * @param decoder made by {@link #newDecoder}
   * @param last whether there are no more
   */
  CoderResult decode(CharsetDecoder decoder, ByteBuffer in, CharBuffer out, boolean last) {
    CoderResult result = decoder.decode(in, out, last);
    while (onMalformed == OnMalformed.KEEP && result.isError()) {
      if (out.remaining() < result.length()) {
        return CoderResult.OVERFLOW;
      }
      for (int i = 0; i < result.length(); i++) {
        out.put(RawBytes.inText(in.get()));
      }
      result = decoder.decode(in, out, last);
    }
    return result;
  }

  /** Whether U+FEFF at the start is no part of the text. */
  boolean dropsByteOrderMark() {
    return onMalformed != OnMalformed.KEEP;
  }

  /**
   * The text's bytes in a file: see {@link TextBytes#of}.
   *
   * @throws InvalidTextException if the file is not plain text, unless all bytes are kept
   */
  public byte[] bytes(byte[] stored, String source) {
    return onMalformed == OnMalformed.KEEP ? stored : TextBytes.of(stored, source);
  }

  /** The same, to be read in pieces: see {@link TextBytes#open}. */
  public InputStream open(InputStream stored, String source) throws IOException {
    return peeked(stored, source);
  }

  PeekedStream peeked(InputStream stored, String source) throws IOException {
    return onMalformed == OnMalformed.KEEP
        ? new PeekedStream(stored)
        : TextBytes.peeked(stored, source);
  }

  /** A decoder for bytes that come in pieces. */
  CharsetDecoder newDecoder() {
    CodingErrorAction action =
        switch (onMalformed) {
          case ERROR, KEEP -> CodingErrorAction.REPORT;
          case REPLACE -> CodingErrorAction.REPLACE;
        };
    return charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
  }

  /**
   * Refuses a text that is certainly in UTF-16 or UTF-32, unless this decodes one of these.
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
    return WideEncoding.is(charset) || onMalformed == OnMalformed.KEEP
        ? null
        : WideEncoding.of(bytes, Math.min(bytes.length, PeekedStream.BEGINNING));
  }

  private InvalidTextException otherEncoding(WideEncoding wide, String source) {
    return new InvalidTextException(
        source, new TextProblem.OtherEncoding(charset.name(), wide.charset()));
  }

  /**
   * An exception that says what is malformed, and where.
   *
   * @param bytes positioned at the malformed bytes
   * @param length number of malformed bytes
   * @param offset of the malformed bytes, from the start of the source
   * @param beginning the first bytes of the source
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
