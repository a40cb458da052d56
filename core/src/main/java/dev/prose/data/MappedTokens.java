package dev.prose.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/** Tokens in a file that is mapped into memory, of any size. */
final class MappedTokens extends Tokens {
  private static final int CHUNK = 1 << 12; // tokens

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment storage; // little-endian, bytesPerToken bytes per id
  private final int bytesPerToken;

  /**
   * @param storage ids below {@code vocabularySize}, each in as many bytes as that needs
   */
  MappedTokens(MemorySegment storage, int vocabularySize) {
    super(storage.byteSize() / bytesPerToken(vocabularySize), vocabularySize);
    this.storage = storage;
    this.bytesPerToken = bytesPerToken(vocabularySize);
  }

  @Override
  public int at(long position) {
    long offset = Objects.checkIndex(position, size()) * bytesPerToken;
    return switch (bytesPerToken) {
      case 1 -> storage.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
      case 2 -> storage.get(SHORT, offset) & 0xFFFF;
      default -> storage.get(INT, offset);
    };
  }

  @Override
  public Tokens slice(long from, long to) {
    Objects.checkFromToIndex(from, to, size());
    return new MappedTokens(
        storage.asSlice(from * bytesPerToken, (to - from) * bytesPerToken), vocabularySize());
  }

  // Through short arrays: loops over arrays are fast long before loops over a segment are compiled.
  @Override
  public void copyTo(long position, int[] target, int offset, int length) {
    Objects.checkFromIndexSize(position, length, size());
    Objects.checkFromIndexSize(offset, length, target.length);
    byte[] chunk = new byte[Math.min(length, CHUNK) * bytesPerToken];
    for (int done = 0; done < length; done += CHUNK) {
      int count = Math.min(CHUNK, length - done);
      MemorySegment.copy(
          storage,
          ValueLayout.JAVA_BYTE,
          (position + done) * bytesPerToken,
          chunk,
          0,
          count * bytesPerToken);
      unpack(chunk, bytesPerToken, 0, target, offset + done, count);
    }
  }
}
