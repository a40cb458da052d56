package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text in chunks of whole characters (Unicode code points), and computes the SHA-256 of its
 * bytes as it does. The memory needed does not grow with the text.
 */
public final class CharacterReader implements Closeable {
  private static final int PIECE = 1 << 13; // bytes

  private final Iterator<TextPart> parts;
  private final LoadListener listener;
  private final int pieceSize;
  private final Sha256 sha256 = new Sha256();
  private final CharBuffer units; // UTF-16
  private final int[] chunk;
  private long length; // in code points
  private @Nullable PartReader current;
  private TextLayout layout = TextLayout.RUNNING; // of the current part
  private boolean started; // whether the current part has given a unit
  private char last = '\n'; // the last unit of all parts
  private final LineEnds lineEnds = new LineEnds();

  CharacterReader(List<TextPart> parts, LoadListener listener) {
    this(parts, listener, PIECE);
  }

  /**
   * @param pieceSize number of bytes read at a time, at least 1
   */
  CharacterReader(List<TextPart> parts, LoadListener listener, int pieceSize) {
    this.parts = parts.iterator();
    this.listener = listener;
    this.pieceSize = pieceSize;
    this.units =
        CharBuffer.allocate(pieceSize + PartReader.LONGEST_CHARACTER + 1); // LF before a file
    this.chunk = new int[units.capacity()];
  }

  /** The code points that {@link #next} read; only as many as it returned are valid. */
  public int[] chunk() {
    return chunk;
  }

  /**
   * Reads the next code points into {@link #chunk}.
   *
   * @return the number of code points; 0 at the end
   * @throws IOException if a part cannot be read; the exception names the part
   * @throws InvalidDataException if bytes are malformed, as in {@link TextDecoder#decode}
   */
  public int next() throws IOException {
    int count = 0;
    boolean more = true;
    while (count == 0 && more) {
      more = readUnits();
      int end = units.position();
      // A surrogate pair is never split, even if its halves come from different parts.
      boolean cut = more && end > 0 && Character.isHighSurrogate(units.get(end - 1));
      count = CodePoints.decode(units.array(), cut ? end - 1 : end, chunk);
      units.clear();
      if (cut) {
        units.put(units.get(end - 1));
      }
    }
    length += count;
    return count;
  }

  /** Appends to the units, going on to the next part if needed; returns false at the end of all. */
  private boolean readUnits() throws IOException {
    while (true) {
      PartReader reader = current;
      if (reader == null) {
        if (!parts.hasNext()) {
          return false;
        }
        reader = begin(parts.next());
      }
      if (read(reader)) {
        return true;
      }
      reader.close();
      current = null;
    }
  }

  private PartReader begin(TextPart part) throws IOException {
    PartReader reader = new PartReader(part, pieceSize, sha256, listener);
    current = reader;
    layout = part.decoder().layout();
    started = false;
    return reader;
  }

  private boolean read(PartReader reader) throws IOException {
    int before = units.position();
    boolean separate = !started && layout.separates(last);
    if (separate) {
      units.put('\n');
    }
    if (!reader.read(units)) {
      units.position(before); // no line end before an empty file
      return false;
    }
    started = true;
    last = units.get(units.position() - 1);
    lineEnds.add(units.array(), before, units.position());
    return true;
  }

  /** Number of code points read so far. */
  public long length() {
    return length;
  }

  /** The line ends of the text read so far. */
  public LineEnds lineEnds() {
    return lineEnds;
  }

  /**
   * The SHA-256 of the unpacked bytes read so far, in lower-case hexadecimal. Call it once, at the
   * end.
   */
  public String sha256() {
    return sha256.toHex();
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }
}
