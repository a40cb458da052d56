package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Decodes one part of a text in pieces. The result is the same as {@link TextDecoder}'s of the
 * whole.
 */
final class PartReader implements Closeable {
  /** More bytes, or UTF-16 units, than any encoding needs for a character and a shift before it. */
  static final int LONGEST_CHARACTER = 32;

  private final TextPart part;
  private final Sha256 sha256;
  private final LoadListener listener;
  private final CharsetDecoder decoder;
  private final PeekedStream in;
  private final byte[] piece;
  private final ByteBuffer bytes; // read but not decoded, from 0 to its position
  private long offset; // in the file, of the first of these bytes
  private boolean started; // whether a unit of the file has been decoded
  private boolean afterReturn; // in a list of lines: whether the last unit was CR
  private boolean read; // whether all bytes have been read
  private boolean flushed;

  /**
   * @param sha256 is updated with the bytes that are read
   * @param listener is told of a dropped byte-order mark
   */
  PartReader(TextPart part, int pieceSize, Sha256 sha256, LoadListener listener)
      throws IOException {
    this.part = part;
    this.sha256 = sha256;
    this.listener = listener;
    this.decoder = part.decoder().newDecoder();
    this.piece = new byte[pieceSize];
    this.bytes = ByteBuffer.allocate(pieceSize + LONGEST_CHARACTER);
    this.offset = part.offset();
    this.started = part.offset() > 0;
    this.in = open(part);
  }

  private static PeekedStream open(TextPart part) throws IOException {
    InputStream stored = part.bytes().open(); // its exceptions already name the part
    try {
      if (part.offset() > 0) {
        return PeekedStream.unlookedAt(stored);
      }
      PeekedStream in = part.decoder().peeked(stored, part.name());
      part.decoder().requireEncoding(in.beginning(), part.name());
      return in;
    } catch (IOException e) {
      stored.close();
      throw cannotRead(part, e);
    } catch (RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private static IOException cannotRead(TextPart part, IOException failure) {
    return new IOException("Cannot read " + part.name() + ": " + failure.getMessage(), failure);
  }

  /**
   * Puts one or more of the next UTF-16 units into a buffer; returns false at the end.
   *
   * @param units has room for the longest character
   */
  boolean read(CharBuffer units) throws IOException {
    int before = units.position();
    while (units.position() == before && !flushed) {
      if (!read && bytes.position() < LONGEST_CHARACTER) {
        readPiece();
      }
      decode(units);
      if (!started && units.position() > before) {
        started = true;
        dropByteOrderMark(units, before);
      }
      if (part.decoder().layout() == TextLayout.LINES) {
        endLinesInLineFeeds(units, before);
      }
    }
    return units.position() > before;
  }

  private void readPiece() throws IOException {
    int count;
    try {
      count = in.read(piece);
    } catch (IOException e) {
      throw cannotRead(part, e);
    }
    if (count < 0) {
      read = true;
    } else {
      bytes.put(piece, 0, count);
      sha256.update(ByteBuffer.wrap(piece, 0, count));
    }
  }

  private void decode(CharBuffer units) {
    bytes.flip();
    CoderResult result = part.decoder().decode(decoder, bytes, units, read);
    if (result.isUnderflow() && read) {
      result = decoder.flush(units);
      flushed = result.isUnderflow();
    }
    if (result.isError()) {
      throw part.decoder()
          .malformed(
              bytes, result.length(), offset + bytes.position(), in.beginning(), part.name());
    }
    offset += bytes.position();
    bytes.compact();
  }

  private void dropByteOrderMark(CharBuffer units, int first) {
    if (part.decoder().dropsByteOrderMark() && units.get(first) == TextDecoder.BYTE_ORDER_MARK) {
      System.arraycopy(
          units.array(), first + 1, units.array(), first, units.position() - first - 1);
      units.position(units.position() - 1);
      listener.notice("The byte-order mark at the start of " + part.name() + " is left out");
    }
  }

  /** Does to units what {@link TextLayout#lineEnds} does to a whole text. */
  private void endLinesInLineFeeds(CharBuffer units, int first) {
    int kept = first;
    for (int i = first; i < units.position(); i++) {
      char unit = units.get(i);
      boolean second = unit == '\n' && afterReturn;
      afterReturn = unit == '\r';
      if (!second) {
        units.put(kept++, afterReturn ? '\n' : unit);
      }
    }
    units.position(kept);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
