package dev.prose.model;

import dev.prose.column.ColumnOutput;
import dev.prose.column.DoubleColumn;
import dev.prose.column.IntColumn;
import dev.prose.column.MappedColumns;
import dev.prose.model.NGramFileHeader.Form;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * An n-gram model as a file that is mapped into memory, so that it need not be read before use: the
 * system reads what is needed from the disk. All numbers are little-endian:
 *
 * <pre>
 *   8 bytes   "PROSENGM"
 *   int       version, 1
 *   int       form: 0 discounted counts, 1 proportional counts, 2 back-off, 3 scores,
 *             4 proportional counts, longest context only
 *   int       order, N
 *   int       vocabulary size, V
 *   int       separator's token, or -1
 *   int       0
 *   double    sum of the counts on level 1 (counts)
 *   N longs   number of n-grams of length 1 to N
 *   N ints    bytes per count, 1, 2, 4 or 8, or per probability, 5 or 8
 *   N ints    bytes per total or per weight, likewise; 0 for length N
 *   3N doubles  discounts of n-grams of length 1 to N that count 1, 2, 3 or more (counts)
 *   int       0
 *   int       CRC-32C of everything before it
 * </pre>
 *
 * <p>Then come the columns, each filled up with zeros to a multiple of 8 bytes. For levels 2 to N
 * the last tokens, in 1, 2 or 4 bytes as V needs; for levels 1 to N - 1 where children begin (ints,
 * plus one for where the last ones end). In a model of counts: for levels 1 to N the counts, for
 * levels 1 to N - 1 the totals, for levels 0 to N - 1 the rests (doubles). In a back-off model and
 * scores: for levels 1 to N the probabilities, for levels 1 to N - 1 the weights, both as doubles
 * or as codes c of 5 bytes. Code 0 is 0; any other stands for the double with the bits (c +
 * 0x33700000000) &lt;&lt; 20.
 */
public final class NGramFile {
  private NGramFile() {}

  /**
   * Writes a model.
   *
   * @throws IllegalArgumentException if it is not an n-gram model
   */
  public static void write(Predictor model, WritableByteChannel channel) throws IOException {
    switch (model) {
      case InterpolatedNGramModel counts -> write(counts, channel);
      case BackoffNGramModel backoff -> write(backoff, Form.BACKOFF, channel);
      case NGramScores scores -> write(scores.table(), Form.SCORES, channel);
      default ->
          throw new IllegalArgumentException("not an n-gram model: " + model.getClass().getName());
    }
  }

  private static void write(InterpolatedNGramModel model, WritableByteChannel channel)
      throws IOException {
    InterpolatedNGramModel.Counting counting = model.counting();
    Form form =
        counting.discounts().length > 0
            ? Form.DISCOUNTED
            : counting.nested() ? Form.PROPORTIONAL : Form.ALONE;
    double[][] discounts =
        form == Form.DISCOUNTED ? counting.discounts() : new double[model.order()][4];
    ColumnOutput output = new ColumnOutput(channel);
    output.write(
        header(
                model,
                form,
                counting.total(),
                widths(counting.counts(), model.order()),
                widths(counting.totals(), model.order()),
                discounts)
            .format());
    write(output, model.trie());
    output.writeInts(counting.counts());
    output.writeInts(counting.totals());
    output.writeDoubles(counting.rests());
  }

  private static void write(BackoffNGramModel model, Form form, WritableByteChannel channel)
      throws IOException {
    int[] probabilityWidths = doubleWidths(model.probabilities(), model.order());
    int[] weightWidths = doubleWidths(model.weights(), model.order());
    double[][] none = new double[model.order()][4];
    ColumnOutput output = new ColumnOutput(channel);
    output.write(header(model, form, 0, probabilityWidths, weightWidths, none).format());
    write(output, model.trie());
    output.writeDoubles(model.probabilities());
    output.writeDoubles(model.weights());
  }

  private static NGramFileHeader header(
      NGramModel model,
      Form form,
      double total,
      int[] countWidths,
      int[] totalWidths,
      double[][] discounts) {
    NGramTrie trie = model.trie();
    long[] sizes = new long[trie.order()];
    Arrays.setAll(sizes, i -> trie.size(i + 1));
    return new NGramFileHeader(
        form,
        trie.vocabularySize(),
        model.separator(),
        total,
        sizes,
        countWidths,
        totalWidths,
        discounts);
  }

  private static int[] widths(List<IntColumn> columns, int order) {
    int[] widths = new int[order];
    for (int i = 0; i < columns.size(); i++) {
      widths[i] = columns.get(i).width();
    }
    return widths;
  }

  private static int[] doubleWidths(List<DoubleColumn> columns, int order) {
    int[] widths = new int[order];
    for (int i = 0; i < columns.size(); i++) {
      widths[i] = columns.get(i).width();
    }
    return widths;
  }

  private static void write(ColumnOutput output, NGramTrie trie) throws IOException {
    output.writeInts(trie.tokens());
    output.writeInts(trie.first());
  }

  /**
   * Maps a model's file. Only the header and the ends of some columns are read. The file stays
   * mapped for as long as the model is in use, and must not change meanwhile. Where it cannot be
   * mapped, it is read: see {@link MappedColumns#map}.
   *
   * @throws InvalidDataException if the header is wrong, or does not fit the file's length
   * @throws IOException if it cannot be read
   */
  public static Predictor map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NGramFileHeader header = NGramFileHeader.read(file, channel);
      return new Columns(header, MappedColumns.map(channel, header.fileSize())).model();
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(file + ": is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Reads all of a mapped model, and refuses numbers that no such model can have.
   *
   * @throws InvalidDataException if there are such numbers; the message names the file
   */
  public static void requireSound(Predictor model, Path file) {
    try {
      if (model instanceof NGramModel nGrams) {
        nGrams.requireSound();
      } else if (model instanceof NGramScores scores) {
        scores.table().requireSound();
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(file + ": is damaged: " + e.getMessage(), e);
    }
  }

  /** Makes a model from a file's columns. */
  private static final class Columns {
    private final NGramFileHeader header;
    private final MappedColumns columns;

    Columns(NGramFileHeader header, MemorySegment bytes) {
      this.header = header;
      this.columns = new MappedColumns(bytes, header.length());
    }

    Predictor model() {
      int order = header.order();
      int width = IntColumn.width(header.vocabularySize());
      NGramTrie trie =
          new NGramTrie(
              header.vocabularySize(),
              ints(2, order, 0, level -> width),
              ints(1, order - 1, 1, level -> Integer.BYTES));
      return switch (header.form()) {
        case DISCOUNTED -> counts(trie, header.discounts(), true);
        case PROPORTIONAL -> counts(trie, new double[0][], true);
        case ALONE -> counts(trie, new double[0][], false);
        case BACKOFF -> backoff(trie);
        case SCORES -> new NGramScores(backoff(trie));
      };
    }

    private InterpolatedNGramModel counts(NGramTrie trie, double[][] discounts, boolean nested) {
      int order = header.order();
      List<IntColumn> counts = ints(1, order, 0, level -> header.countWidths()[level - 1]);
      List<IntColumn> totals = ints(1, order - 1, 0, level -> header.totalWidths()[level - 1]);
      List<DoubleColumn> rests = doubles(0, order - 1, level -> Double.BYTES);
      return new InterpolatedNGramModel(
          trie,
          header.separator(),
          new InterpolatedNGramModel.Counting(
              counts, totals, rests, header.total(), discounts, nested));
    }

    private BackoffNGramModel backoff(NGramTrie trie) {
      int order = header.order();
      List<DoubleColumn> probabilities =
          doubles(1, order, level -> header.countWidths()[level - 1]);
      List<DoubleColumn> weights = doubles(1, order - 1, level -> header.totalWidths()[level - 1]);
      return new BackoffNGramModel(trie, header.separator(), probabilities, weights);
    }

    private List<IntColumn> ints(int from, int to, int more, IntUnaryOperator widthOf) {
      List<IntColumn> ints = new ArrayList<>();
      for (int level = from; level <= to; level++) {
        ints.add(columns.ints(size(level) + more, widthOf.applyAsInt(level)));
      }
      return ints;
    }

    private List<DoubleColumn> doubles(int from, int to, IntUnaryOperator widthOf) {
      List<DoubleColumn> doubles = new ArrayList<>();
      for (int level = from; level <= to; level++) {
        doubles.add(columns.doubles(size(level), widthOf.applyAsInt(level)));
      }
      return doubles;
    }

    private long size(int level) {
      return level == 0 ? 1 : header.sizes()[level - 1];
    }
  }
}
