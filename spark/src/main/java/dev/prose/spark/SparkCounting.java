package dev.prose.spark;

import dev.prose.count.NGramCounts;
import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokenization;
import dev.prose.eval.TextEvaluation;
import dev.prose.model.NGramModel;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.text.TextDecoder;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the n-grams of texts that are too large for one machine, on a cluster of Apache Spark. The
 * counts, and the models made of them, are the same to the byte as those of one machine.
 *
 * <p>A text is either one long text in files, or documents, each of which is a text of its own. The
 * session is the caller's: it is neither made nor stopped here, and none of its settings is
 * changed.
 *
 * <pre>{@code
 * SparkCounting counting = SparkCounting.of(session);
 * Dataset<String> documents = session.read().textFile("hdfs:///names/*.txt");
 * Tokenizer tokenizer = counting.tokenizer(documents, new CharTokenization());
 * try (DistributedCounts counts = counting.counts(documents, tokenizer, 5)) {
 *   counts.table().write().parquet("hdfs:///names-counts");
 *   NGramModel model = KneserNey.ESTIMATED.fit(counts.collect());
 * }
 * }</pre>
 */
public final class SparkCounting {
  private static final Logger LOG = LoggerFactory.getLogger(SparkCounting.class);

  private final SparkSession session;
  private final Cluster cluster;
  private final TextFormat format;
  private final int slices;

  private SparkCounting(SparkSession session, Cluster cluster, TextFormat format, int slices) {
    this.session = session;
    this.cluster = cluster;
    this.format = format;
    this.slices = slices;
  }

  /** Counts on the cluster of a session. */
  public static SparkCounting of(SparkSession session) {
    return new SparkCounting(session, Cluster.of(session), TextFormat.UTF_8, 0);
  }

  /** Decodes files in this way; by default they have to be UTF-8. */
  public SparkCounting withDecoder(TextDecoder decoder) {
    return new SparkCounting(session, cluster, TextFormat.of(decoder), slices);
  }

  /**
   * Cuts files into about so many slices, each of which is read by a task. By default a slice has
   * up to 128 MiB.
   *
   * @throws IllegalArgumentException if they are fewer than 1
   */
  public SparkCounting withSlices(int newSlices) {
    if (newSlices < 1) {
      throw new IllegalArgumentException("there must be a slice, but there are " + newSlices);
    }
    return new SparkCounting(session, cluster, format, newSlices);
  }

  /**
   * Learns a tokenizer from documents: their characters, words or pieces are counted on the
   * cluster, and the vocabulary is made on the driver.
   *
   * @throws IllegalArgumentException if the tokenization learns nothing
   */
  public Tokenizer tokenizer(Dataset<String> documents, Tokenization tokenization) {
    if (!tokenization.learns()) {
      throw new IllegalArgumentException("this tokenization learns nothing of a text");
    }
    return Documents.tokenizer(documents, tokenization.survey());
  }

  /**
   * Counts the n-grams of documents, each of which is a text of its own, as a line of a list is to
   * {@code --lines}: no n-gram goes from one into another, and the tokenizer's line end stands at
   * the beginning and the end of each. A document with line ends in it is as many texts as it has
   * lines.
   *
   * @param order the longest n-grams' length
   * @throws InvalidDataException if the tokenizer has no line end
   * @throws IllegalArgumentException if the order is not from 1 to {@link
   *     dev.prose.model.NGramTrie#MAX_ORDER}
   */
  public DistributedCounts counts(Dataset<String> documents, Tokenizer tokenizer, int order)
      throws IOException {
    return DistributedCounts.of(session, Documents.of(documents, tokenizer, cluster), order);
  }

  /**
   * Counts the n-grams of files, as of one long text: the files in their order, with nothing in
   * between.
   *
   * @param files paths and patterns as Hadoop has them; folders stand for all files in them
   * @param order the longest n-grams' length
   * @throws InvalidDataException if the text is empty or malformed, or has a character that the
   *     tokenizer does not know
   * @throws java.nio.file.NoSuchFileException if a file is not there
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException if the order is not from 1 to {@link
   *     dev.prose.model.NGramTrie#MAX_ORDER}
   */
  public DistributedCounts counts(List<String> files, Tokenizer tokenizer, int order)
      throws IOException {
    return DistributedCounts.of(session, text(files, tokenizer), order);
  }

  /**
   * Learns a tokenizer from files, as from one long text.
   *
   * @throws InvalidDataException if the text is empty or malformed
   * @throws IOException if a file cannot be read
   */
  public Tokenizer tokenizer(List<String> files, Tokenization tokenization) throws IOException {
    return read(files, tokenization, 1).text().tokenizer();
  }

  /**
   * Evaluates a model on files, as on one long text, exactly: on every token but the first. The
   * model goes to each executor once.
   *
   * @throws InvalidDataException if the text is empty or malformed, has a character that the
   *     tokenizer does not know, or has fewer than two tokens
   * @throws IOException if a file cannot be read
   */
  public TextEvaluation evaluate(NGramModel model, Tokenizer tokenizer, List<String> files)
      throws IOException {
    return ((RunningText) text(files, tokenizer)).validated().evaluate(model, model.order()).text();
  }

  private DistributedText text(List<String> files, Tokenizer tokenizer) throws IOException {
    return read(files, new FixedTokenization(tokenizer), 1).text();
  }

  private FileText read(List<String> files, Tokenization tokenization, double trainFraction)
      throws IOException {
    return FileText.read(
        TextFiles.find(files, cluster.files().hadoop()),
        new FileText.Reading(tokenization, format, false, trainFraction, 0, slices),
        cluster,
        new LoadListener() {
          @Override
          public void notice(String message) {
            LOG.info(message);
          }
        });
  }

  /**
   * The counts that a table has: one that {@link DistributedCounts#table} made, or some of its
   * rows.
   *
   * @param lines whether they are of documents or a list, and not of one long text
   * @throws InvalidDataException if it is no such table, or not of this tokenizer
   */
  public static NGramCounts counts(Dataset<Row> table, Tokenizer tokenizer, boolean lines) {
    return CountTable.counts(table, tokenizer, lines);
  }
}
