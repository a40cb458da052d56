package dev.prose.model;

import dev.prose.column.ColumnHeader;
import dev.prose.column.ColumnOutput;
import dev.prose.column.DoubleColumn;
import dev.prose.column.IntColumn;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The beginning of an {@link NGramFile}, which says where everything else is.
 *
 * @param form what the columns mean
 * @param vocabularySize V
 * @param separator the token that divides texts into sequences, if there is one
 * @param total the sum of the counts on level 1; 0 without counts
 * @param sizes [length - 1], number of n-grams of each length
 * @param countWidths [length - 1], bytes per count, or without counts per probability
 * @param totalWidths [length - 1], bytes per total, or without counts per weight; 0 for the longest
 * @param discounts [length - 1][count, 3 for more]; zeros without discounts
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record NGramFileHeader(
    Form form,
    int vocabularySize,
    OptionalInt separator,
    double total,
    long[] sizes,
    int[] countWidths,
    int[] totalWidths,
    double[][] discounts) {
  private static final long MAGIC = 0x4D474E45534F5250L; // "PROSENGM"
  private static final int VERSION = 1;
  private static final int FIXED = 40; // bytes before the sizes
  private static final int KINDS = 3; // discounts per length

  /** What the columns mean. */
  enum Form {
    DISCOUNTED(0),
    PROPORTIONAL(1),
    BACKOFF(2),
    SCORES(3),
    ALONE(4);

    private final int code;

    Form(int code) {
      this.code = code;
    }

    boolean counts() {
      return this == DISCOUNTED || this == PROPORTIONAL || this == ALONE;
    }

    /** Whether a column of this form can have this width, in bytes per number. */
    boolean isWidth(int bytes) {
      return counts() ? IntColumn.isWidth(bytes) : DoubleColumn.isWidth(bytes);
    }
  }

  int order() {
    return sizes.length;
  }

  /** The header's length in bytes. */
  int length() {
    return length(order());
  }

  private static int length(int order) {
    return FIXED + order * ((1 + KINDS) * Long.BYTES + 2 * Integer.BYTES) + 2 * Integer.BYTES;
  }

  ByteBuffer format() {
    ByteBuffer header =
        ColumnHeader.allocate(length())
            .putLong(MAGIC)
            .putInt(VERSION)
            .putInt(form.code)
            .putInt(order())
            .putInt(vocabularySize)
            .putInt(separator.orElse(NGramTrie.NONE))
            .putInt(0)
            .putDouble(total);
    for (long size : sizes) {
      header.putLong(size);
    }
    for (int[] widths : new int[][] {countWidths, totalWidths}) {
      for (int width : widths) {
        header.putInt(width);
      }
    }
    for (double[] ofLength : discounts) {
      for (int kind = 1; kind <= KINDS; kind++) {
        header.putDouble(ofLength[kind]);
      }
    }
    header.putInt(0);
    return ColumnHeader.seal(header);
  }

  /**
   * Reads a file's header.
   *
   * @throws InvalidDataException if there is no such header, or it does not fit the file's length
   */
  static NGramFileHeader read(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = ColumnHeader.read(file, channel, FIXED);
    ColumnHeader.require(file, start.getLong() == MAGIC, "is no n-gram model of Prose");
    int version = start.getInt();
    ColumnHeader.require(
        file, version == VERSION, "has the version " + version + ", but only 1 is known");
    Form form = form(file, start.getInt());
    int order = start.getInt();
    ColumnHeader.require(
        file, order >= 1 && order <= NGramTrie.MAX_ORDER, "has the order " + order);
    int vocabularySize = start.getInt();
    ColumnHeader.require(file, vocabularySize >= 1, "has a vocabulary of " + vocabularySize);
    int token = start.getInt();
    ColumnHeader.require(
        file, token >= NGramTrie.NONE && token < vocabularySize, "has a separator " + token);
    double total = start.getDouble(FIXED - Double.BYTES);
    ByteBuffer whole = ColumnHeader.readSealed(file, channel, length(order));
    whole.position(FIXED);
    long[] sizes = new long[order];
    for (int length = 1; length <= order; length++) {
      long size = whole.getLong();
      sizes[length - 1] = size;
      ColumnHeader.require(
          file,
          size >= 0 && size < Integer.MAX_VALUE,
          "has " + size + " n-grams of length " + length);
    }
    ColumnHeader.require(file, sizes[0] == vocabularySize, "has n-grams for another vocabulary");
    int[] countWidths = widths(file, whole, form, order, order);
    int[] totalWidths = widths(file, whole, form, order, order - 1);
    double[][] discounts = new double[order][KINDS + 1];
    for (double[] ofLength : discounts) {
      for (int kind = 1; kind <= KINDS; kind++) {
        ofLength[kind] = whole.getDouble();
      }
    }
    OptionalInt separator = token == NGramTrie.NONE ? OptionalInt.empty() : OptionalInt.of(token);
    NGramFileHeader header =
        new NGramFileHeader(
            form, vocabularySize, separator, total, sizes, countWidths, totalWidths, discounts);
    ColumnHeader.require(
        file,
        channel.size() == header.fileSize(),
        "has %,d bytes, but its header describes %,d".formatted(channel.size(), header.fileSize()));
    return header;
  }

  /** Reads the widths of some columns; the lengths that have no column must have width 0. */
  private static int[] widths(Path file, ByteBuffer header, Form form, int order, int columns) {
    int[] widths = new int[order];
    for (int i = 0; i < order; i++) {
      int width = header.getInt();
      ColumnHeader.require(
          file,
          i < columns ? form.isWidth(width) : width == 0,
          "has numbers of " + width + " bytes");
      widths[i] = width;
    }
    return widths;
  }

  private static Form form(Path file, int code) {
    for (Form form : Form.values()) {
      if (form.code == code) {
        return form;
      }
    }
    throw new InvalidDataException(file + ": has an unknown form " + code);
  }

  /** The whole file's length in bytes. */
  long fileSize() {
    long bytes = length();
    for (int length = 1; length <= order(); length++) {
      long size = sizes[length - 1];
      boolean context = length < order();
      if (length > 1) {
        bytes += ColumnOutput.padded(size * IntColumn.width(vocabularySize));
      }
      bytes += ColumnOutput.padded(size * countWidths[length - 1]);
      if (context) {
        bytes += ColumnOutput.padded((size + 1) * Integer.BYTES); // where children begin
        bytes += form.counts() ? size * Double.BYTES : 0; // rests
        bytes += ColumnOutput.padded(size * totalWidths[length - 1]);
      }
    }
    return bytes + (form.counts() ? Double.BYTES : 0); // the empty context's rest
  }
}
