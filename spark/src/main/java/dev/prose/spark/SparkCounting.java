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
  private final TextFormat format;
  private final int slices;

  private SparkCounting(SparkSession session, TextFormat format, int slices) {
    this.session = session;
    this.format = format;
    this.slices = slices;
  }

  /** Counts on the cluster of a session. */
  public static SparkCounting of(SparkSession session) {
    return new SparkCounting(session, TextFormat.UTF_8, 0);
  }

  /** Decodes files in this way; by default they have to be UTF-8. */
  public SparkCounting withDecoder(TextDecoder decoder) {
    return new SparkCounting(session, TextFormat.of(decoder), slices);
  }

  /**
   * Cuts files into about so many slices, each of which is read by a task. By default a slice has
   * up to 32 MiB.
   *
   * @throws IllegalArgumentException if they are fewer than 1
   */
  public SparkCounting withSlices(int newSlices) {
    if (newSlices < 1) {
      throw new IllegalArgumentException("there must be a slice, but there are " + newSlices);
    }
    return new SparkCounting(session, format, newSlices);
  }

  /**
   * Learns a tokenizer from documents: their characters, words or pieces are counted on the
   * cluster, and the vocabulary is made on the driver. It has a line end, to stand between
   * documents. Those that are null are left out.
   *
   * @throws IllegalArgumentException if the tokenization learns nothing
   * @throws IOException if a job on Spark fails
   */
  public Tokenizer tokenizer(Dataset<String> documents, Tokenization tokenization)
      throws IOException {
    if (!tokenization.learns()) {
      throw new IllegalArgumentException("this tokenization learns nothing of a text");
    }
    return Failures.unwrapping(() -> Documents.tokenizer(documents, tokenization.survey()));
  }

  /**
   * Counts the n-grams of documents, each of which is a text of its own, as a line of a list is to
   * {@code --lines}: no n-gram goes from one into another, and the tokenizer's line end stands at
   * the beginning and the end of each. A document in which that token occurs is as many texts as
   * the token makes of it. Documents that are null are left out.
   *
   * @param order the longest n-grams' length
   * @throws InvalidDataException if the tokenizer has no line end, or does not know a character
   * @throws IllegalArgumentException if the order is not from 1 to {@link
   *     dev.prose.model.NGramTrie#MAX_ORDER}
   * @throws IOException if a job on Spark fails
   */
  public DistributedCounts counts(Dataset<String> documents, Tokenizer tokenizer, int order)
      throws IOException {
    Cluster cluster = new Cluster(session);
    return closedOnFailure(
        cluster,
        () ->
            DistributedCounts.of(
                session, cluster, Documents.of(documents, tokenizer, cluster), order, cluster));
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
   * @throws IllegalArgumentException if the order is not from 1 to {@link
   *     dev.prose.model.NGramTrie#MAX_ORDER}
   * @throws IOException if a file cannot be read, or a job on Spark fails
   */
  public DistributedCounts counts(List<String> files, Tokenizer tokenizer, int order)
      throws IOException {
    Cluster cluster = new Cluster(session);
    return closedOnFailure(
        cluster,
        () ->
            DistributedCounts.of(
                session, cluster, read(files, new FixedTokenization(tokenizer), cluster), order));
  }

  private static <T> T closedOnFailure(Cluster cluster, Failures.Work<T> work) throws IOException {
    try {
      return Failures.unwrapping(work);
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Learns a tokenizer from files, as from one long text.
   *
   * @throws InvalidDataException if the text is empty or malformed
   * @throws java.nio.file.NoSuchFileException if a file is not there
   * @throws IOException if a file cannot be read, or a job on Spark fails
   */
  public Tokenizer tokenizer(List<String> files, Tokenization tokenization) throws IOException {
    try (Cluster cluster = new Cluster(session)) {
      return Failures.unwrapping(() -> read(files, tokenization, cluster).tokenizer());
    }
  }

  /**
   * Evaluates a model on files, as on one long text, exactly: on every token but the first. The
   * model goes to each executor once.
   *
   * @throws InvalidDataException if the text is empty or malformed, has a character that the
   *     tokenizer does not know, or has fewer than two tokens
   * @throws IllegalArgumentException if the tokenizer has another number of tokens than the model
   * @throws java.nio.file.NoSuchFileException if a file is not there
   * @throws IOException if a file cannot be read, or a job on Spark fails
   */
  public TextEvaluation evaluate(NGramModel model, Tokenizer tokenizer, List<String> files)
      throws IOException {
    if (model.vocabularySize() != tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model knows %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
    try (Cluster cluster = new Cluster(session)) {
      return Failures.unwrapping(() -> {
        RunningText text = read(files, new FixedTokenization(tokenizer), cluster).validated();
        if (text.validationSize() < 2) {
          throw new InvalidDataException(
              "an evaluation needs at least 2 tokens, but there are " + text.validationSize());
        }
        return text.evaluate(model, model.order()).text();
      });
    }
  }

  private RunningText read(List<String> files, Tokenization tokenization, Cluster cluster)
      throws IOException {
    LoadListener listener =
        new LoadListener() {
          @Override
          public void notice(String message) {
            LOG.info(message);
          }
        };
    FileText text =
        FileText.read(
            TextFiles.find(files, cluster.files().hadoop()),
            new FileText.Reading(tokenization, format, false, 1, 0, slices, false),
            cluster,
            listener);
    return (RunningText) text.text();
  }

  /**
   * The counts that a table has: one that {@link DistributedCounts#table} made, several of them
   * together, or some of its rows.
   *
   * @param order the longest n-grams' length
   * @param lines whether they are of documents or a list, and not of one long text
   * @throws InvalidDataException if it is no such table, not of this tokenizer, or has longer
   *     n-grams
   * @throws IOException if a job on Spark fails
   */
  public static NGramCounts fromTable(
      Dataset<Row> table, Tokenizer tokenizer, int order, boolean lines) throws IOException {
    return Failures.unwrapping(() -> CountTable.counts(table, tokenizer, order, lines));
  }
}
