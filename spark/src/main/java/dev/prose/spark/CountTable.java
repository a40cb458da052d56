package dev.prose.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sum;

import dev.prose.count.NGramCounts;
import dev.prose.count.WindowPacking;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Counts as a table, and from a table. */
final class CountTable {
  private static final String ORDER = "order";
  private static final String TOKENS = "tokens";
  private static final String TEXT = "text";
  private static final String COUNT = "count";
  private static final String LONGER = "longer";
  private static final String LEFT = "left";

  private static final StructType SCHEMA =
      new StructType()
          .add(ORDER, DataTypes.IntegerType, false)
          .add(TOKENS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add(TEXT, DataTypes.StringType, false)
          .add(COUNT, DataTypes.LongType, false);

  private CountTable() {}

  static Dataset<Row> of(
      SparkSession session,
      JavaRDD<Block> ranges,
      Shared<Seams> seams,
      Shared<TokenizerBox> tokenizer,
      int order) {
    JavaRDD<Row> rows =
        ranges.mapPartitionsWithIndex(
            (range, blocks) ->
                new Rows(
                    blocks,
                    order,
                    tokenizer.value().tokenizer(),
                    seams.value().from()[range],
                    seams.value().added()[range]),
            true);
    return session.createDataFrame(rows, SCHEMA);
  }

  /** The rows of a range, one n-gram when its last window has come. */
  private static final class Rows implements Iterator<Row> {
    private final WindowPacking packing;
    private final BlockSource windows;
    private final Tokenizer tokenizer;
    private final int from;
    private final long[] added;
    private final Queue<Row> ready = new ArrayDeque<>();
    private final long[] open; // [length - 1], counts of what the last window begins with
    private final long[] last;
    private int lastTokens; // of the last window
    private int foreign; // n-grams of the last window up to this length belong to another range
    private boolean ended;

    Rows(Iterator<Block> blocks, int order, Tokenizer tokenizer, int from, long[] added) {
      this.packing = WindowPacking.of(order, tokenizer.vocabularySize());
      this.windows = new BlockSource(packing.words(), blocks);
      this.tokenizer = tokenizer;
      this.from = from;
      this.added = added;
      this.open = new long[order];
      this.last = new long[packing.words()];
      this.foreign = from;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        try {
          if (windows.next()) {
            take(windows.window(), windows.count());
          } else {
            ended = true;
            close(0, true);
          }
        } catch (IOException e) {
          throw new AssertionError("blocks are in memory", e);
        }
      }
      return !ready.isEmpty();
    }

    private void take(long[] window, long count) {
      int shared = lastTokens == 0 ? 0 : packing.shared(last, window);
      close(shared, false);
      foreign = lastTokens == 0 ? from : Math.min(foreign, shared);
      System.arraycopy(window, 0, last, 0, last.length);
      lastTokens = packing.tokens(last);
      for (int length = 1; length <= lastTokens; length++) {
        open[length - 1] += count;
      }
    }

    /** Makes rows of the n-grams of the last window that are longer than what goes on. */
    private void close(int shared, boolean atEnd) {
      for (int length = lastTokens; length > shared; length--) {
        if (length > foreign) {
          ready.add(row(length, open[length - 1] + (atEnd ? added[length - 1] : 0)));
        }
        open[length - 1] = 0;
      }
    }

    private Row row(int length, long count) {
      Integer[] ids = new Integer[length];
      Arrays.setAll(ids, place -> packing.token(last, place));
      String text = tokenizer.decode(Arrays.stream(ids).mapToInt(id -> id).toArray());
      return RowFactory.create(length, ids, text, count);
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }

  /**
   * The counts that a table has, on the driver.
   *
   * @param order the longest n-grams' length
   * @param lines whether the text was a list, whose lines are texts of their own
   * @throws InvalidDataException if it is no such table, or not of this tokenizer
   */
  static NGramCounts counts(Dataset<Row> table, Tokenizer tokenizer, int order, boolean lines) {
    List<String> columns = Arrays.asList(table.columns());
    if (!columns.containsAll(List.of(TOKENS, COUNT))) {
      throw new InvalidDataException(
          "the table has the columns %s, but counts have %s and %s"
              .formatted(columns, TOKENS, COUNT));
    }
    // Tables of several texts may have been put together.
    Dataset<Row> counts = table.groupBy(TOKENS).agg(sum(COUNT).as(COUNT));
    NGramCounts.Builder builder = new NGramCounts.Builder(order, tokenizer.vocabularySize());
    Row longest = counts.agg(max(size(col(TOKENS)))).first();
    if (longest.isNullAt(0)) {
      throw new InvalidDataException("the table has no counts");
    }
    if (longest.getInt(0) > order) {
      throw new InvalidDataException(
          "the table has n-grams of %d tokens, but the order is %d"
              .formatted(longest.getInt(0), order));
    }
    if (lines) {
      builder.separator(Documents.lineEnd(tokenizer));
    } else {
      int[] beginning = beginning(counts, order);
      requireTokens(Arrays.stream(beginning).boxed().toList(), tokenizer);
      builder.beginning(beginning);
    }
    // What goes on from an n-gram less often than it occurs has come to the end of a text.
    Dataset<Row> windows =
        without(counts, slice(col(TOKENS), lit(1), size(col(TOKENS)).minus(1)))
            .where(size(col(TOKENS)).geq(order).or(col(LEFT).notEqual(0)))
            .orderBy(TOKENS);
    Iterator<Row> rows = windows.toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      builder.add(
          window(row.getList(0), tokenizer, builder.packing()),
          positive(row.getLong(1), row.getList(0)));
    }
    return builder.build();
  }

  private static long[] window(List<Integer> ids, Tokenizer tokenizer, WindowPacking packing) {
    if (ids.isEmpty()) {
      throw new InvalidDataException("the table has an n-gram of no tokens");
    }
    requireTokens(ids, tokenizer);
    long[] window = new long[packing.words()];
    for (int token : ids.reversed()) {
      packing.prepend(token, window);
    }
    return window;
  }

  private static void requireTokens(List<Integer> ids, Tokenizer tokenizer) {
    for (int token : ids) {
      if (token < 0 || token >= tokenizer.vocabularySize()) {
        throw new InvalidDataException(
            "the table has the token %d, but the tokenizer only those from 0 to %,d"
                .formatted(token, tokenizer.vocabularySize() - 1));
      }
    }
  }

  private static long positive(long left, List<Integer> ids) {
    if (left < 1) {
      throw new InvalidDataException(
          "the table's counts are of no text: the n-gram %s occurs less often than those that go on from it"
              .formatted(ids));
    }
    return left;
  }

  /**
   * How often n-grams occur that are not part of a longer one: tokens, left.
   *
   * @param part which of a longer n-gram's tokens are such an n-gram
   */
  private static Dataset<Row> without(Dataset<Row> table, Column part) {
    Dataset<Row> longer =
        table
            .where(size(col(TOKENS)).gt(1))
            .select(part.as(TOKENS), col(COUNT).as(LONGER))
            .groupBy(TOKENS)
            .agg(sum(LONGER).as(LONGER));
    return table
        .join(
            longer, scala.jdk.javaapi.CollectionConverters.asScala(List.of(TOKENS)).toSeq(), "left")
        .select(col(TOKENS), col(COUNT).minus(coalesce(col(LONGER), lit(0L))).as(LEFT));
  }

  /**
   * How one text begins: what is there follows something once less often than it occurs. Empty if
   * the table does not tell, because some of its rows were left out.
   */
  private static int[] beginning(Dataset<Row> table, int order) {
    List<Row> found =
        without(table, slice(col(TOKENS), lit(2), size(col(TOKENS)).minus(1)))
            .where(size(col(TOKENS)).lt(order).and(col(LEFT).gt(0)))
            .orderBy(size(col(TOKENS)))
            .limit(order)
            .collectAsList();
    List<Integer> beginning = List.of();
    for (Row row : found) {
      List<Integer> ids = row.getList(0);
      boolean goesOn =
          row.getLong(1) == 1
              && ids.size() == beginning.size() + 1
              && ids.subList(0, beginning.size()).equals(beginning);
      if (!goesOn) {
        return new int[0];
      }
      beginning = ids;
    }
    return beginning.stream().mapToInt(id -> id).toArray();
  }
}
