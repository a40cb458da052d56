package dev.prose.data;

import java.util.OptionalLong;

/** Where a text is held while it is made into tokens. */
public enum TextStorage {
  /** On the heap, whole: the fastest way for a text that fits. */
  IN_MEMORY,
  /** Nowhere: it is read in pieces, and its tokens go to a temporary file. */
  STREAMED;

  /**
   * The bytes of heap that reading a text takes, per byte of the text: one for itself, up to two as
   * UTF-16, four as an id, four more while the array of ids is trimmed, one as a token, and what
   * the collector cannot use. Measured with the serial collector: 8 for ASCII, 15 for ASCII with
   * one emoji.
   */
  private static final int HEAP_BYTES_PER_TEXT_BYTE = 16;

  /** The most bytes that fit one array and one String. */
  private static final long MOST_IN_MEMORY = Integer.MAX_VALUE - 8;

  /**
   * Chooses where to hold a text. It goes into memory if reading it takes no more than the memory
   * that the person allows or, if no limit was given, than half of the heap, so that as much is
   * left for learning. One whose size cannot be known before it is read (standard input, a pipe, an
   * address) is streamed only if the person set a limit.
   *
   * @param textBytes the sizes of its files together, if they are known
   * @param memory how many bytes the person allows, if a limit was given
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
