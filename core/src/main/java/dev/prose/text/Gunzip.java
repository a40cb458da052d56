package dev.prose.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks what gzip compressed, member by member, to the last byte or with an error. The JDK's
 * {@link java.util.zip.GZIPInputStream} ignores whatever follows a member and is not a whole one,
 * so that text could be lost silently.
 *
 * <p>Reading throws {@link InvalidTextException} where the bytes are damaged or cut off.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, GZIP file format
 *     specification</a>
 */
final class Gunzip extends InputStream {
  private static final int PIECE = 1 << 13; // bytes

  private static final int MAGIC = 0x8B1F; // little-endian, as all numbers here
  private static final int DEFLATE = 8;
  private static final int HAS_CHECKSUM = 1 << 1;
  private static final int HAS_EXTRA = 1 << 2;
  private static final int HAS_NAME = 1 << 3;
  private static final int HAS_COMMENT = 1 << 4;
  private static final int RESERVED = 0xE0;

  private final InputStream packed;
  private final String source;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] piece = new byte[PIECE];
  private int next; // index in the piece
  private int end; // number of bytes in the piece
  private long before; // bytes read before the piece
  private int members; // number of members begun
  private boolean inside; // whether a member is begun and not finished
  private boolean ended;

  /**
   * @param packed the compressed bytes; closed with this stream
   * @param source the name in messages
   */
  Gunzip(InputStream packed, String source) {
    this.packed = packed;
    this.source = source;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inside) {
        ended = !begin();
      } else if (inflater.finished()) {
        finish();
      } else {
        int count = inflate(target, offset, length);
        if (count > 0) {
          return count;
        }
      }
    }
    return -1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    if (inflater.needsInput()) {
      if (next == end && !fill()) {
        throw damaged("it is cut off");
      }
      inflater.setInput(piece, next, end - next);
    }
    try {
      int count = inflater.inflate(target, offset, length);
      next = end - inflater.getRemaining();
      checksum.update(target, offset, count);
      return count;
    } catch (DataFormatException _) {
      next = end - inflater.getRemaining();
      throw damaged("its compressed data are damaged");
    }
  }

  /** Reads a member's header; returns false if there is no further member. */
  private boolean begin() throws IOException {
    // Tapes and disks pad files with zeros.
    while (members > 0 && (next < end || fill()) && piece[next] == 0) {
      next++;
    }
    if (next == end && !fill()) {
      return false;
    }
    int magic = number(2);
    int method = number(1);
    int flags = number(1);
    if (magic != MAGIC || method != DEFLATE || (flags & RESERVED) != 0) {
      next = Math.max(next - 4, 0);
      throw damaged(members == 0 ? "it has another header" : "what follows is not gzip's");
    }
    skip(6); // time, compression level, operating system
    if ((flags & HAS_EXTRA) != 0) {
      skip(number(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
    members++;
    inside = true;
    return true;
  }

  /** Checks the member's text against the checksum and the length that follow it. */
  private void finish() throws IOException {
    int crc = number(4);
    int size = number(4);
    if (crc != (int) checksum.getValue() || size != (int) inflater.getBytesWritten()) {
      throw damaged("the checksum is wrong");
    }
    inside = false;
  }

  private int number(int bytes) throws IOException {
    int number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= next() << (8 * i);
    }
    return number;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {}
  }

  private int next() throws IOException {
    if (next == end && !fill()) {
      throw damaged("it is cut off");
    }
    return piece[next++] & 0xFF;
  }

  private boolean fill() throws IOException {
    before += end;
    next = 0;
    end = Math.max(packed.read(piece), 0);
    return end > 0;
  }

  private InvalidTextException damaged(String damage) {
    return new InvalidTextException(source, new TextProblem.DamagedGzip(damage, before + next));
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    packed.close();
  }
}
