package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text in chunks of whole characters, that is Unicode code points, and takes the SHA-256 of
 * its bytes on the way. Its heap does not grow with the text.
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
  private boolean started; // the current part has given a unit
  private char last = '\n'; // unit of all
  private final LineEnds lineEnds = new LineEnds();

  CharacterReader(List<TextPart> parts, LoadListener listener) {
    this(parts, listener, PIECE);
  }

  /**
   * @param pieceSize how many bytes are read at a time, 1 or more
   */
  CharacterReader(List<TextPart> parts, LoadListener listener, int pieceSize) {
    this.parts = parts.iterator();
    this.listener = listener;
    this.pieceSize = pieceSize;
    this.units =
        CharBuffer.allocate(pieceSize + PartReader.LONGEST_CHARACTER + 1); // LF before a file
    this.chunk = new int[units.capacity()];
  }

  /** The code points that {@link #next} read; as many as it said. */
  public int[] chunk() {
    return chunk;
  }

  /**
   * Reads the next code points into {@link #chunk}, and says how many; 0 at the end.
   *
   * @throws IOException if a part cannot be read; it names the part
   * @throws InvalidDataException if its bytes are malformed, as {@link TextDecoder#decode} says it
   */
  public int next() throws IOException {
    int count = 0;
    boolean more = true;
    while (count == 0 && more) {
      more = readUnits();
      int end = units.position();
      // A pair is not cut in two, wherever its halves come from.
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

  /** Appends to the units, from the next part where one is at its end; false if there is none. */
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
      units.position(before); // an empty file needs no line end before it
      return false;
    }
    started = true;
    last = units.get(units.position() - 1);
    lineEnds.add(units.array(), before, units.position());
    return true;
  }

  /** How many code points have been read. */
  public long length() {
    return length;
  }

  /** The line ends of what has been read. */
  public LineEnds lineEnds() {
    return lineEnds;
  }

  /**
   * The SHA-256 of the bytes that have been read and unpacked, in lower-case hexadecimal: to be
   * asked for once, at the end.
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
