package dev.prose.mixture;

import dev.prose.column.ColumnHeader;
import dev.prose.column.ColumnOutput;
import dev.prose.column.IntColumn;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a {@link MixtureFile}, which says where everything else is.
 *
 * @param traits the characters' traits
 * @param names the checksum of the kinds' names
 * @param sizes [counted kind]
 */
record MixtureFileHeader(CharacterTraits traits, int names, List<Sizes> sizes) {
  private static final long MAGIC = 0x58494D45534F5250L; // "PROSEMIX"
  private static final int VERSION = 2;
  private static final int FIXED = 24; // bytes before the traits
  private static final int CHECKSUM = 8; // bytes, with the padding before it
  private static final int MOST_KINDS = 1000;

  /**
   * The sizes of one kind's columns.
   *
   * @param slots number of slots of the table of contexts
   * @param entries number of entries of all contexts
   * @param countWidth bytes per count
   */
  record Sizes(int slots, int entries, int countWidth) {
    private static final int LENGTH = 16; // bytes

    static Sizes of(ContextCounts counts) {
      return new Sizes(
          counts.contexts().slots(), (int) counts.counts().size(), counts.counts().width());
    }

    private long byteSize(int symbolWidth) {
      return 2 * ColumnOutput.padded((long) slots * Integer.BYTES)
          + ColumnOutput.padded((long) entries * symbolWidth)
          + ColumnOutput.padded((long) entries * countWidth);
    }
  }

  /** Bytes per symbol. */
  int symbolWidth() {
    return Entry.width(traits.size());
  }

  /** The header's length in bytes. */
  long length() {
    return length(traits.size(), sizes.size());
  }

  private static long length(int vocabularySize, int kinds) {
    return ColumnOutput.padded(FIXED + (long) vocabularySize * Integer.BYTES)
        + (long) kinds * Sizes.LENGTH
        + CHECKSUM;
  }

  /** The whole file's length in bytes. */
  long fileSize() {
    return length() + sizes.stream().mapToLong(each -> each.byteSize(symbolWidth())).sum();
  }

  ByteBuffer format() {
    ByteBuffer header =
        ColumnHeader.allocate((int) length())
            .putLong(MAGIC)
            .putInt(VERSION)
            .putInt(traits.size())
            .putInt(sizes.size())
            .putInt(names);
    for (int code : traits.codes()) {
      header.putInt(code);
    }
    header.position((int) ColumnOutput.padded(header.position()));
    for (Sizes each : sizes) {
      header.putInt(each.slots).putInt(each.entries).putInt(each.countWidth).putInt(0);
    }
    header.putInt(0);
    return ColumnHeader.seal(header);
  }

  /**
   * Reads a file's header.
   *
   * @throws InvalidDataException if there is no such header, or it does not fit the file's length
   */
  static MixtureFileHeader read(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = ColumnHeader.read(file, channel, FIXED);
    ColumnHeader.require(file, start.getLong() == MAGIC, "has no counts of a mixture of Prose");
    int version = start.getInt();
    ColumnHeader.require(
        file,
        version == VERSION,
        version == 1
            ? "was made by an older version of Prose: train the model again"
            : "has the version " + version + ", but only 2 is known");
    int vocabularySize = start.getInt();
    int kinds = start.getInt();
    int names = start.getInt();
    ColumnHeader.require(
        file,
        vocabularySize >= 1 && vocabularySize <= Character.MAX_CODE_POINT + 1,
        "has a vocabulary of " + vocabularySize);
    ColumnHeader.require(
        file, kinds >= 1 && kinds <= MOST_KINDS, "has " + kinds + " kinds of contexts");
    ByteBuffer whole = ColumnHeader.readSealed(file, channel, length(vocabularySize, kinds));
    int[] codes = new int[vocabularySize];
    whole
        .slice(FIXED, vocabularySize * Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(codes);
    whole.position((int) ColumnOutput.padded(FIXED + (long) vocabularySize * Integer.BYTES));
    List<Sizes> sizes = new ArrayList<>();
    for (int kind = 0; kind < kinds; kind++) {
      Sizes each = new Sizes(whole.getInt(), whole.getInt(), whole.getInt());
      ColumnHeader.require(
          file,
          each.slots > 0 && each.entries > 0 && isCountWidth(each.countWidth),
          "has impossible sizes: " + each);
      sizes.add(each);
      whole.getInt();
    }
    MixtureFileHeader header = new MixtureFileHeader(CharacterTraits.ofCodes(codes), names, sizes);
    ColumnHeader.require(
        file,
        channel.size() == header.fileSize(),
        "has %,d bytes, but its header describes %,d".formatted(channel.size(), header.fileSize()));
    return header;
  }

  private static boolean isCountWidth(int bytes) {
    return IntColumn.isWidth(bytes) && bytes <= Integer.BYTES;
  }
}
