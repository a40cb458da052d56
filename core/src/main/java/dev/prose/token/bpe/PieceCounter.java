package dev.prose.token.bpe;

import dev.prose.text.InvalidDataException;
import dev.prose.token.pieces.Splitter;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the pieces of a text, or of several, which comes in chunks of any size and is not kept:
 * only distinct pieces are. Pieces do not depend on where a chunk ends.
 *
 * <p>The thread that brings the text cuts it, since a piece can begin only where the one before has
 * ended; others, if there are any, look the pieces up and count them, which takes longer. To be
 * used by one thread at a time.
 */
public final class PieceCounter implements AutoCloseable {
  private static final int BLOCK_SIZE = 1 << 18; // bytes: within the processor's cache

  private final Splitter splitter;
  private final int blockSize; // bytes
  private final List<PieceWorker> workers = new ArrayList<>();
  private int nextWorker;
  private PieceBlock block;
  private int enough; // bytes in the block, so that it is cut

  /** A counter that does all by itself. */
  public PieceCounter(Splitter splitter) {
    this(splitter, 1);
  }

  /**
   * @param threads how many threads to use, this one among them; the counts do not depend on it
   * @throws IllegalArgumentException if {@code threads} is not positive
   */
  public PieceCounter(Splitter splitter, int threads) {
    this(splitter, threads, BLOCK_SIZE);
  }

  PieceCounter(Splitter splitter, int threads, int blockSize) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
    }
    this.splitter = splitter;
    this.blockSize = blockSize;
    this.block = new PieceBlock(blockSize);
    this.enough = blockSize;
    for (int i = 0; i < Math.max(1, threads - 1); i++) {
      workers.add(new PieceWorker(threads > 1));
    }
  }

  /**
   * Takes the text's next bytes, {@code utf8[from, to)}, which may end within a character.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   * @throws InvalidDataException if a piece, or all distinct pieces together, have more bytes than
   *     an array can
   */
  public void add(byte[] utf8, int from, int to) {
    int taken = from;
    while (taken < to) {
      int taking = Math.min(to - taken, Math.max(enough - block.size(), 1));
      block.append(utf8, taken, taking);
      taken += taking;
      if (block.size() >= enough) {
        cut(false);
      }
    }
  }

  /**
   * Ends a text: the next byte begins another one, and no piece goes across.
   *
   * @throws InvalidDataException if the distinct pieces have more bytes than an array can
   */
  public void endText() {
    cut(true);
  }

  /**
   * Ends the text and counts all that came so far.
   *
   * @throws InvalidDataException if the distinct pieces have more bytes than an array can
   */
  public PieceCounts counts() {
    endText();
    handOn(0);
    PieceCounts counts = PieceCounts.NONE;
    for (PieceWorker worker : workers) {
      counts = counts.plus(worker.counts());
    }
    return counts;
  }

  /** Stops the threads. What was counted and not asked for is lost. */
  @Override
  public void close() {
    workers.forEach(PieceWorker::close);
  }

  private void cut(boolean last) {
    int rest = block.cut(splitter, last);
    if (block.size() >= blockSize) {
      handOn(rest);
    }
    // A piece that has not ended is looked at again only when twice as much of it is known, so that
    // a long one costs no more than its length, a few times over.
    enough = (int) Math.min(PieceTable.MOST_BYTES, Math.max(blockSize, 2L * rest));
  }

  private void handOn(int rest) {
    if (block.pieces() > 0) {
      PieceBlock whole = block;
      PieceWorker worker = workers.get(nextWorker);
      nextWorker = (nextWorker + 1) % workers.size();
      block = worker.freeBlock(blockSize);
      block.append(whole.bytes(), whole.size() - rest, rest);
      worker.count(whole);
    }
  }

  /**
   * The pieces of a text in memory, counted by as many threads as there are processors.
   *
   * @throws InvalidDataException if the distinct pieces have more bytes than an array can
   */
  public static PieceCounts count(Splitter splitter, byte[] utf8) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (PieceCounter counter = new PieceCounter(splitter, threads)) {
      counter.add(utf8, 0, utf8.length);
      return counter.counts();
    }
  }
}
