package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Decodes one part of a text, piece by piece, to just what {@link TextDecoder} makes of it whole.
 */
final class PartReader implements Closeable {
  /** No encoding needs more bytes, or UTF-16 units, for a character and what goes before it. */
  static final int LONGEST_CHARACTER = 32;

  private final TextPart part;
  private final Sha256 sha256;
  private final LoadListener listener;
  private final CharsetDecoder decoder;
  private final PeekedStream in;
  private final byte[] piece;
  private final ByteBuffer bytes; // read and not yet decoded, from 0 to its position
  private long offset; // of the first of these in the part
  private boolean started; // a unit has been decoded
  private boolean afterReturn; // where lines are to end in LF: the last unit was CR
  private boolean read; // to the end
  private boolean flushed;

  /**
   * @param sha256 goes on with the bytes that are read
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
    this.in = open(part);
  }

  private static PeekedStream open(TextPart part) throws IOException {
    InputStream stored = part.bytes().open(); // which names the part itself
    try {
      PeekedStream in = TextBytes.peeked(stored, part.name());
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
   * Puts the next UTF-16 units into a buffer, one or more; false if there are none.
   *
   * @param units with room for the longest character
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
    CoderResult result = decoder.decode(bytes, units, read);
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
    if (units.get(first) == TextDecoder.BYTE_ORDER_MARK) {
      System.arraycopy(
          units.array(), first + 1, units.array(), first, units.position() - first - 1);
      units.position(units.position() - 1);
      listener.notice("The byte-order mark at the start of " + part.name() + " is left out");
    }
  }

  /** What {@link TextLayout#lineEnds} does with a text that is whole. */
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
