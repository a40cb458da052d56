package dev.prose.compress;

/**
 * What came out of a compressed file.
 *
 * @param bytes how many there are
 * @param symbols number of tokens that the model predicted
 * @param rawBytes number of bytes beside them, which no token covers
 * @param nats the surprisal of all tokens, in nats
 */
public record Decompressed(long bytes, long symbols, long rawBytes, double nats) {}
