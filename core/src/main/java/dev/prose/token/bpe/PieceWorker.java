package dev.prose.token.bpe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Counts the pieces of blocks in a thread of its own, or in the one that brings them. */
final class PieceWorker implements AutoCloseable {
  private static final int BLOCKS = 4; // that may wait, so that neither thread does so often

  private final PieceTable table = new PieceTable();
  private final @Nullable ExecutorService thread;
  private final Deque<CompletableFuture<PieceBlock>> blocks = new ArrayDeque<>();

  PieceWorker(boolean inThread) {
    this.thread =
        inThread
            ? Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("prose-pieces").factory())
            : null;
  }

  /** A block without text: one that was counted, as soon as there are enough of them. */
  PieceBlock freeBlock(int capacity) {
    return blocks.size() < BLOCKS ? new PieceBlock(capacity) : join(blocks.remove());
  }

  /** Counts a block, which belongs to the worker from then on. */
  void count(PieceBlock block) {
    blocks.add(
        thread == null
            ? CompletableFuture.completedFuture(counted(block))
            : CompletableFuture.supplyAsync(() -> counted(block), thread));
  }

  private PieceBlock counted(PieceBlock block) {
    block.count(table);
    block.clear();
    return block;
  }

  private static PieceBlock join(CompletableFuture<PieceBlock> block) {
    try {
      return block.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failure.getCause() instanceof Error cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /** What the blocks have had in all so far. */
  PieceCounts counts() {
    blocks.forEach(PieceWorker::join);
    return table.sorted();
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
  }
}
