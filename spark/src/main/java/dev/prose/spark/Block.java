package dev.prose.spark;

import java.io.Serializable;

/**
 * Some hundred thousand windows in ascending order with their counts, as few bytes.
 *
 * @param first the first window's words
 * @param last the last window's words
 * @param windows how many there are
 * @param bytes as {@link BlockWriter} writes them
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Block(long[] first, long[] last, int windows, byte[] bytes) implements Serializable {}
