package dev.prose.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.count.NGramCounts;
import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokens;
import dev.prose.eval.TextEvaluation;
import dev.prose.model.NGramFile;
import dev.prose.model.NGramModel;
import dev.prose.smooth.KneserNey;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.chars.CharTokenization;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.kinds.TokenKind;
import dev.prose.token.pieces.Splitters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library, as a Spark program uses it. */
class SparkCountingTest {
  private static final SparkSession SESSION = LocalSpark.session();

  @TempDir private Path folder;

  private final SparkCounting counting = SparkCounting.of(SESSION).withSlices(4);

  private static byte[] bytes(NGramCounts counts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WritableByteChannel channel = Channels.newChannel(bytes)) {
      NGramFile.write(KneserNey.ESTIMATED.fit(counts), channel);
    }
    return bytes.toByteArray();
  }

  private static Tokens tokens(Tokenizer tokenizer, String text) {
    return Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
  }

  private static Dataset<String> documents(int partitions, String... documents) {
    return SESSION
        .createDataset(Arrays.asList(documents), Encoders.STRING())
        .repartition(partitions);
  }

  @Test
  void documentsAreTheLinesOfAList() throws IOException {
    String[] documents = {"anna", "", "bob", "and\ncarl\n", "\n", "anna"};
    String list = "anna\n\nbob\nand\ncarl\n\nanna\n";
    for (int partitions : new int[] {1, 9}) {
      Dataset<String> dataset = documents(partitions, documents);
      Tokenizer tokenizer = counting.tokenizer(dataset, new CharTokenization());
      assertThat(tokenizer.sameAs(CharTokenizer.of(list))).isTrue();
      try (DistributedCounts counts = counting.counts(dataset, tokenizer, 3)) {
        NGramCounts expected =
            NGramCounts.ofSequences(
                tokens(tokenizer, list), 3, tokenizer.token("\n").orElseThrow());
        assertThat(bytes(counts.collect())).isEqualTo(bytes(expected));
        for (int n = 1; n <= 3; n++) {
          assertThat(counts.different(n))
              .isEqualTo(n == 1 ? tokenizer.vocabularySize() : expected.trie().size(n));
        }
        if (partitions > 1) {
          assertThat(bytes(SparkCounting.fromTable(counts.table(), tokenizer, 3, true)))
              .isEqualTo(bytes(expected));
        }
      }
    }
  }

  @Test
  void oneDocumentAndNone() throws IOException {
    Dataset<String> one = documents(3, "anna");
    Tokenizer tokenizer = counting.tokenizer(one, new CharTokenization());
    try (DistributedCounts counts = counting.counts(one, tokenizer, 8)) {
      NGramCounts expected =
          NGramCounts.ofSequences(
              tokens(tokenizer, "anna"), 8, tokenizer.token("\n").orElseThrow());
      assertThat(bytes(counts.collect())).isEqualTo(bytes(expected));
    }
    try (DistributedCounts counts = counting.counts(documents(2), tokenizer, 3)) {
      assertThat(counts.different(1)).isZero();
      assertThat(counts.table().count()).isZero();
    }
  }

  @Test
  void filesAreOneLongText() throws IOException {
    String text = SameAsOneMachineTest.text(5000, 9);
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    List<String> files = List.of(file.toString());
    for (TokenKind kind : TokenKind.values()) {
      Tokenizer tokenizer =
          kind == TokenKind.BYTE
              ? new ByteTokenizer()
              : counting.tokenizer(
                  files, kind.tokenization(OptionalInt.empty(), Splitters.named("gpt2")));
      Tokens tokens = tokens(tokenizer, text);
      NGramCounts expected = NGramCounts.of(tokens, 4);
      try (DistributedCounts counts = counting.counts(files, tokenizer, 4)) {
        assertThat(bytes(counts.collect())).as("%s", kind).isEqualTo(bytes(expected));
      }
      NGramModel model = KneserNey.ESTIMATED.fit(expected);
      assertThat(counting.evaluate(model, tokenizer, files))
          .isEqualTo(TextEvaluation.of(model, tokenizer, tokens));
    }
  }

  @Test
  void aTableHasEachNGramOnceWithItsTextAndCount() throws IOException {
    String text = "abracadabra, abracadabra!";
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    Tokenizer tokenizer = CharTokenizer.of(text);
    Map<String, Long> expected = new TreeMap<>();
    for (int from = 0; from < text.length(); from++) {
      for (int to = from + 1; to <= Math.min(text.length(), from + 5); to++) {
        expected.merge(text.substring(from, to), 1L, Long::sum);
      }
    }
    for (int slices : new int[] {1, 3, 20}) {
      try (DistributedCounts counts =
          SparkCounting.of(SESSION)
              .withSlices(slices)
              .counts(List.of(file.toString()), tokenizer, 5)) {
        Dataset<Row> table = counts.table();
        assertThat(table.columns()).containsExactly("order", "tokens", "text", "count");
        Map<String, Long> found = new TreeMap<>();
        for (Row row : table.collectAsList()) {
          String nGram = row.getString(2);
          assertThat(found.put(nGram, row.getLong(3))).as(nGram).isNull();
          assertThat(row.getInt(0)).isEqualTo(nGram.length());
          assertThat(row.<Integer>getList(1).stream().mapToInt(id -> id).toArray())
              .isEqualTo(tokenizer.encode(nGram));
        }
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @Test
  void aTableCanBeKeptAsParquetAskedInSqlAndMadeAModelOf() throws IOException {
    String text = SameAsOneMachineTest.text(2000, 1);
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    Tokenizer tokenizer = CharTokenizer.of(text);
    String parquet = folder.resolve("counts").toString();
    try (DistributedCounts counts = counting.counts(List.of(file.toString()), tokenizer, 3)) {
      counts.table().write().parquet(parquet);
    }
    SESSION.read().parquet(parquet).createOrReplaceTempView("counts");
    NGramCounts all = NGramCounts.of(tokens(tokenizer, text), 3);
    Row top =
        SESSION
            .sql("SELECT text, count FROM counts WHERE order = 3 ORDER BY count DESC, text LIMIT 1")
            .first();
    assertThat(all.countOf(tokenizer.encode(top.getString(0)))).isEqualTo(top.getLong(1));
    assertThat(bytes(SparkCounting.fromTable(SESSION.table("counts"), tokenizer, 3, false)))
        .isEqualTo(bytes(all));
    // Some rows: what is left is counted as before.
    NGramCounts often =
        SparkCounting.fromTable(
            SESSION.sql("SELECT tokens, count FROM counts WHERE count >= 3"), tokenizer, 3, false);
    assertThat(often.beginning()).isEmpty();
    int[] ids = tokenizer.encode(text);
    for (int n = 1; n <= 3; n++) {
      for (int from = 0; from + n <= 300; from++) {
        int[] nGram = Arrays.copyOfRange(ids, from, from + n);
        long count = all.countOf(nGram);
        assertThat(often.countOf(nGram)).isEqualTo(count >= 3 ? count : 0);
      }
    }
    SESSION.catalog().dropTempView("counts");
  }

  @Test
  void otherTablesAreRefused() {
    Tokenizer tokenizer = CharTokenizer.of("ab");
    assertThatThrownBy(() -> SparkCounting.fromTable(SESSION.range(3).toDF(), tokenizer, 2, false))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("the table has the columns [id], but counts have tokens and count");
    Dataset<Row> foreign = SESSION.sql("SELECT array(7) AS tokens, 1L AS count");
    assertThatThrownBy(() -> SparkCounting.fromTable(foreign, tokenizer, 2, false))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("the table has the token 7");
    assertThatThrownBy(() ->
            SparkCounting.fromTable(
                SESSION.sql("SELECT array(0, 1, 0) AS tokens, 1L AS count"), tokenizer, 2, false))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("the table has n-grams of 3 tokens, but the order is 2");
    assertThatThrownBy(() -> SparkCounting.fromTable(foreign.limit(0), tokenizer, 2, false))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("the table has no counts");
  }

  @Test
  void countsArePastAnInt() throws IOException {
    Tokenizer tokenizer = CharTokenizer.of("ab\n");
    int a = tokenizer.token("a").orElseThrow();
    int b = tokenizer.token("b").orElseThrow();
    Dataset<Row> table =
        SESSION.sql(
            ("SELECT array(%d) AS tokens, 9000000000L AS count UNION ALL SELECT array(%d), 3L"
                    + " UNION ALL SELECT array(%d, %d), 8999999999L UNION ALL SELECT array(%d, %d), 1L")
                .formatted(a, b, a, a, a, b));
    NGramCounts counts = SparkCounting.fromTable(table, tokenizer, 2, false);
    assertThat(counts.countOf(a)).isEqualTo(9_000_000_000L);
    assertThat(counts.countOf(a, a)).isEqualTo(8_999_999_999L);
    assertThat(counts.countOf(b)).isEqualTo(3);
  }

  @Test
  void theSessionStaysAsItWas() throws IOException {
    Map<String, String> before = Map.copyOf(asMap(SESSION));
    Path file = Files.writeString(folder.resolve("text.txt"), "some text\n".repeat(50));
    Tokenizer tokenizer = CharTokenizer.of("some text\n");
    try (DistributedCounts counts = counting.counts(List.of(file.toString()), tokenizer, 2)) {
      assertThat(counts.order()).isEqualTo(2);
      assertThat(counts.tokenizer()).isSameAs(tokenizer);
      assertThat(counts.table().count()).isPositive();
    }
    assertThat(SESSION.sparkContext().isStopped()).isFalse();
    assertThat(asMap(SESSION)).isEqualTo(before);
    assertThat(SESSION.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
  }

  private static Map<String, String> asMap(SparkSession session) {
    return scala.jdk.javaapi.CollectionConverters.asJava(session.conf().getAll());
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    Dataset<String> documents = documents(1, "a", "b");
    assertThatThrownBy(() -> counting.counts(documents, CharTokenizer.of("ab"), 2))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("has no line end to stand between them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.counts(documents, CharTokenizer.of("ab\n"), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> counting.withSlices(0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> counting.tokenizer(documents, new FixedTokenization(new ByteTokenizer())));
  }
}
