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
 * @param classes of words
 * @param names the checksum of the kinds' names
 * @param sizes [table]
 */
record MixtureFileHeader(
    CharacterTraits traits, WordClasses classes, int names, List<Sizes> sizes) {
  private static final long MAGIC = 0x58494D45534F5250L; // "PROSEMIX"
  private static final int VERSION = 4;
  private static final int FIXED = 32; // bytes before the traits
  private static final int CHECKSUM = 8; // bytes, with the padding before it
  private static final int MOST_KINDS = 1000;

  /**
   * The sizes of one table's columns.
   *
   * @param slots number of slots of the table of contexts
   * @param entries number of entries of all contexts
   * @param countWidth bytes per count
   * @param symbolWidth bytes per outcome
   */
  record Sizes(int slots, int entries, int countWidth, int symbolWidth) {
    private static final int LENGTH = 16; // bytes

    static Sizes of(ContextCounts counts) {
      return new Sizes(
          counts.contexts().slots(),
          (int) counts.counts().size(),
          counts.counts().width(),
          counts.symbols().width());
    }

    private long byteSize() {
      return 2 * ColumnOutput.padded((long) slots * Integer.BYTES)
          + ColumnOutput.padded((long) entries * symbolWidth)
          + ColumnOutput.padded((long) entries * countWidth);
    }
  }

  /** The header's length in bytes. */
  long length() {
    return length(traits.size(), classes.size(), classes.letters(), sizes.size());
  }

  private static long length(int vocabularySize, int words, int letters, int kinds) {
    return beginOfWords(vocabularySize)
        + lengthOfWords(words, letters)
        + (long) kinds * Sizes.LENGTH
        + CHECKSUM;
  }

  /** Where the words begin. */
  private static long beginOfWords(int vocabularySize) {
    return ColumnOutput.padded(FIXED + (long) vocabularySize * Integer.BYTES);
  }

  private static long lengthOfWords(int words, int letters) {
    return ColumnOutput.padded((2L * words + letters) * Integer.BYTES);
  }

  /** The whole file's length in bytes. */
  long fileSize() {
    return length() + sizes.stream().mapToLong(Sizes::byteSize).sum();
  }

  ByteBuffer format() {
    ByteBuffer header =
        ColumnHeader.allocate((int) length())
            .putLong(MAGIC)
            .putInt(VERSION)
            .putInt(traits.size())
            .putInt(sizes.size())
            .putInt(names)
            .putInt(classes.size())
            .putInt(classes.letters());
    for (int code : traits.codes()) {
      header.putInt(code);
    }
    header.position((int) beginOfWords(traits.size()));
    for (int word = 0; word < classes.size(); word++) {
      header.putInt(classes.classAt(word)).putInt(classes.word(word).length);
      for (int letter : classes.word(word)) {
        header.putInt(letter);
      }
    }
    header.position(
        (int) (beginOfWords(traits.size()) + lengthOfWords(classes.size(), classes.letters())));
    for (Sizes each : sizes) {
      header
          .putInt(each.slots)
          .putInt(each.entries)
          .putInt(each.countWidth)
          .putInt(each.symbolWidth);
    }
    header.putInt(0);
    return ColumnHeader.seal(header);
  }

  /**
   * Reads a file's header.
   *
   * @throws InvalidDataException if there is no such header, or it does not fit the file's length
   * @throws IllegalArgumentException if the characters' traits or the words are impossible
   */
  static MixtureFileHeader read(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = ColumnHeader.read(file, channel, FIXED);
    ColumnHeader.require(file, start.getLong() == MAGIC, "has no counts of a mixture of Prose");
    int version = start.getInt();
    ColumnHeader.require(
        file,
        version == VERSION,
        version >= 1 && version < VERSION
            ? "was made by an older version of Prose: train the model again"
            : "has the version " + version + ", but only " + VERSION + " is known");
    int vocabularySize = start.getInt();
    int kinds = start.getInt();
    int names = start.getInt();
    int words = start.getInt();
    int letters = start.getInt();
    ColumnHeader.require(
        file,
        vocabularySize >= 1 && vocabularySize <= Character.MAX_CODE_POINT + 1,
        "has a vocabulary of " + vocabularySize);
    ColumnHeader.require(
        file, kinds >= 1 && kinds <= MOST_KINDS, "has " + kinds + " kinds of contexts");
    ColumnHeader.require(
        file,
        words >= 0
            && words <= WordClasses.MOST_WORDS
            && letters >= words
            && letters <= words * WordClasses.MOST_LETTERS,
        "has %d words of %d letters".formatted(words, letters));
    ByteBuffer whole =
        ColumnHeader.readSealed(file, channel, length(vocabularySize, words, letters, kinds));
    int[] codes = new int[vocabularySize];
    whole
        .slice(FIXED, vocabularySize * Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(codes);
    CharacterTraits traits = CharacterTraits.ofCodes(codes);
    whole.position((int) beginOfWords(vocabularySize));
    WordClasses classes = readWords(whole, words, letters, traits);
    whole.position((int) (beginOfWords(vocabularySize) + lengthOfWords(words, letters)));
    List<Sizes> sizes = new ArrayList<>();
    for (int kind = 0; kind < kinds; kind++) {
      Sizes each = new Sizes(whole.getInt(), whole.getInt(), whole.getInt(), whole.getInt());
      ColumnHeader.require(
          file,
          each.slots > 0
              && each.entries > 0
              && isWidth(each.countWidth)
              && isWidth(each.symbolWidth),
          "has impossible sizes: " + each);
      sizes.add(each);
    }
    MixtureFileHeader header = new MixtureFileHeader(traits, classes, names, sizes);
    ColumnHeader.require(
        file,
        channel.size() == header.fileSize(),
        "has %,d bytes, but its header describes %,d".formatted(channel.size(), header.fileSize()));
    return header;
  }

  private static WordClasses readWords(
      ByteBuffer whole, int words, int letters, CharacterTraits traits) {
    int[] classes = new int[words];
    int[][] all = new int[words][];
    int left = letters;
    for (int word = 0; word < words; word++) {
      classes[word] = whole.getInt();
      int length = whole.getInt();
      Requirement.require(length >= 1 && length <= left, "a word has the length " + length);
      left -= length;
      all[word] = new int[length];
      for (int i = 0; i < length; i++) {
        all[word][i] = whole.getInt();
      }
    }
    Requirement.require(left == 0, "its words are shorter than they should be");
    return WordClasses.of(all, classes, traits);
  }

  private static boolean isWidth(int bytes) {
    return IntColumn.isWidth(bytes) && bytes <= Integer.BYTES;
  }
}
