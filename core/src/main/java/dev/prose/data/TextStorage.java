package dev.prose.data;

import java.util.OptionalLong;

/** Where a text is held while it is made into tokens. */
public enum TextStorage {
  /** On the heap, whole: the fastest way for a text that fits. */
  IN_MEMORY,
  /** Nowhere: it is read in pieces, and its tokens go to a temporary file. */
  STREAMED;

  /**
   * How large a heap it takes to read a text, for each of its bytes: one for itself, up to two as
   * UTF-16, four as an id, four more while the ids are cut to their number, one as a token, and
   * what the collector cannot use. Measured with the serial collector: 8 for ASCII, 15 for ASCII
   * with one emoji.
   */
  private static final int HEAP_BYTES_PER_TEXT_BYTE = 16;

  /** More fit neither one array nor one String. */
  private static final long MOST_IN_MEMORY = Integer.MAX_VALUE - 8;

  /**
   * Chooses. A text goes into memory if reading it takes no more than the memory that the person
   * allows or, where nothing was said, than half of the heap, so that as much is left to learn it.
   * One whose size cannot be known before it is read (standard input, a pipe, an address) is
   * streamed only if the person set a limit.
   *
   * @param textBytes the sizes of its files together, if they are known
   * @param memory how many bytes the person allows, if it was said
   * @param maxMemory the largest size of the heap in bytes, {@link Runtime#maxMemory}
   */
  public static TextStorage of(OptionalLong textBytes, OptionalLong memory, long maxMemory) {
    if (textBytes.isEmpty()) {
      return memory.isPresent() ? STREAMED : IN_MEMORY;
    }
    long allowed = Math.min(memory.orElse(maxMemory / 2), maxMemory);
    long most = Math.min(allowed / HEAP_BYTES_PER_TEXT_BYTE, MOST_IN_MEMORY);
    return textBytes.getAsLong() <= most ? IN_MEMORY : STREAMED;
  }
}
