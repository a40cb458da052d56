package dev.prose.compress;

/**
 * A compressed file, and what the model said about it.
 *
 * @param bytes the file
 * @param method how it was compressed
 * @param originalBytes size of what was compressed, in bytes
 * @param symbols number of tokens that the model predicted
 * @param characters number of characters that they stand for
 * @param rawBytes number of bytes beside them, which no token covers
 * @param nats the surprisal of all tokens, in nats
 * @param vocabularyBytes how many bytes tell the vocabulary, if the file does, rounded down
 */
@SuppressWarnings("ArrayRecordComponent") // written once, and never compared
public record Compressed(
    byte[] bytes,
    Method method,
    long originalBytes,
    long symbols,
    long characters,
    long rawBytes,
    double nats,
    long vocabularyBytes) {}
