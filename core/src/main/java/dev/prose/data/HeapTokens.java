package dev.prose.data;

import java.util.Objects;

/** Tokens in an array. */
final class HeapTokens extends Tokens {
  private final byte[] storage; // little-endian, bytesPerToken bytes per id
  private final int bytesPerToken;
  private final long start; // in tokens

  HeapTokens(byte[] storage, long start, long size, int vocabularySize) {
    super(size, vocabularySize);
    this.storage = storage;
    this.bytesPerToken = bytesPerToken(vocabularySize);
    this.start = start;
  }

  @Override
  public int at(long position) {
    return stored(storage, bytesPerToken, (int) (start + Objects.checkIndex(position, size())));
  }

  @Override
  public Tokens slice(long from, long to) {
    Objects.checkFromToIndex(from, to, size());
    return new HeapTokens(storage, start + from, to - from, vocabularySize());
  }

  @Override
  public void copyTo(long position, int[] target, int offset, int length) {
    Objects.checkFromIndexSize(position, length, size());
    Objects.checkFromIndexSize(offset, length, target.length);
    unpack(storage, bytesPerToken, (int) (start + position), target, offset, length);
  }
}
