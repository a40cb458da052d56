package dev.prose.arpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.Discounts;
import dev.prose.smooth.KneserNey;
import dev.prose.text.LoadListener;
import dev.prose.token.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * KenLM as a peer. names.arpa is what its lmplz makes of names.txt, whose names were made up for
 * this:
 *
 * <pre>{@code sed 's/./& /g; s/ $//' names.txt | lmplz -o 3 --discount_fallback > names.arpa}</pre>
 */
class KenLmTest {
  /** As lmplz printed them. */
  private static final List<Discounts> DISCOUNTS =
      List.of(
          new Discounts(0.5, 1, 1.5),
          new Discounts(0.5, 1, 1.5),
          new Discounts(0.61157, 1.64867, 1.36915));

  private static String resource(String name) throws IOException {
    try (InputStream in = KenLmTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ArpaModel names() throws IOException {
    try (InputStream in = KenLmTest.class.getResourceAsStream("names.arpa")) {
      return ArpaReader.read(Objects.requireNonNull(in), "names.arpa");
    }
  }

  @Test
  void everyNumberIsAsWritten() throws IOException {
    assertThat(WrittenNGrams.compare(names(), resource("names.arpa"))).isEqualTo(46 + 145 + 220);
  }

  /**
   * KenLM's distribution below single words is over the vocabulary and {@code <unk>}. Given a
   * character that never comes for that and the same discounts, our model is the same.
   */
  @Test
  void ourKneserNeyIsTheirs() throws IOException {
    ArpaModel theirs = names();
    Tokenizer tokenizer = theirs.tokenizer();
    Tokens tokens = Tokens.of(tokenizer.encode(resource("names.txt")), tokenizer.vocabularySize());
    NGramCounts counts =
        NGramCounts.ofSequences(tokens, 3, theirs.model().separator().orElseThrow());
    BackoffNGramModel ours = BackoffForm.of(KneserNey.of(DISCOUNTS).fit(counts));
    for (int level = 1; level <= 3; level++) {
      assertThat(ours.trie().size(level)).isEqualTo(theirs.model().trie().size(level));
      for (int node = 0; node < ours.trie().size(level); node++) {
        assertThat(ours.probabilities().get(level - 1).get(node))
            .as("n-gram %d of length %d", node, level)
            .isCloseTo(theirs.model().probabilities().get(level - 1).get(node), within(3e-6));
        if (level < 3) {
          assertThat(ours.weights().get(level - 1).get(node))
              .as("n-gram %d of length %d", node, level)
              .isCloseTo(theirs.model().weights().get(level - 1).get(node), within(3e-6));
        }
      }
    }
  }

  /**
   * For tiny Shakespeare, its training split written as one line with a space between characters,
   * {@code lmplz -o 5 --discount_fallback} makes a model of which {@code query} says 4.7649 on the
   * validation split, 111,541 tokens with the end of the sentence.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = "PROSE_KENLM_ARPA", matches = ".+")
  @EnabledIfEnvironmentVariable(named = "PROSE_KENLM_TEXT", matches = ".+")
  @EnabledIfEnvironmentVariable(named = "PROSE_KENLM_PERPLEXITY", matches = ".+")
  void aTextHasTheirPerplexity() throws IOException {
    ArpaModel arpa = ArpaReader.read(Path.of(System.getenv("PROSE_KENLM_ARPA")));
    int end = arpa.model().separator().orElseThrow();
    double sum = 0;
    int tokens = 0;
    for (String line : Files.readAllLines(Path.of(System.getenv("PROSE_KENLM_TEXT")))) {
      NGramCursor cursor = arpa.model().cursor();
      for (String word : line.split(" ", -1)) {
        int token = WrittenNGrams.token(arpa, word);
        sum -= cursor.logProbability(token);
        cursor.advance(token);
        tokens++;
      }
      sum -= cursor.logProbability(end);
      tokens++;
    }
    assertThat(Math.exp(sum / tokens))
        .as("%d tokens", tokens)
        .isCloseTo(Double.parseDouble(System.getenv("PROSE_KENLM_PERPLEXITY")), within(1e-3));
  }

  private static final String UNKNOWN_WORDS =
      "the zebra sat on the gnu\n\nthe  cat <unk>\tsat\r\n\na dog saw the mat\n";

  private static WordEvaluation evaluation(ArpaModel arpa, String text) {
    Tokenizer tokenizer = arpa.tokenizer();
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    return WordEvaluation.of(arpa.model(), tokenizer, tokens, true).orElseThrow();
  }

  private static ArpaModel words(InputStream file) throws IOException {
    return ArpaReader.read(file, "words.arpa", ArpaTokens.whitespace(), new LoadListener() {});
  }

  /**
   * words.arpa is what {@code lmplz -o 3 --discount_fallback} makes of words.txt, which was written
   * for this, and the numbers are what {@code query} says of a text with unknown words, empty
   * lines, a tab, two spaces and a carriage return.
   */
  @Test
  void wordsHaveTheNumbersOfTheirQuery() throws IOException {
    try (InputStream in = KenLmTest.class.getResourceAsStream("words.arpa")) {
      WordEvaluation ours = evaluation(words(Objects.requireNonNull(in)), UNKNOWN_WORDS);
      assertThat(ours.tokens()).isEqualTo(20);
      assertThat(ours.unknown()).isEqualTo(3);
      assertThat(ours.log10()).isCloseTo(-18.21316, within(1e-4));
      assertThat(ours.perplexity()).isCloseTo(8.140632, within(1e-4));
      assertThat(ours.perplexityOfKnown()).isCloseTo(5.138525, within(1e-4));
    }
  }

  static boolean isOnThePath() {
    return Stream.of("lmplz", "query").allMatch(KenLmTest::isOnThePath);
  }

  private static boolean isOnThePath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Runs a program of KenLM, and gives what it prints. */
  private static String run(String input, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What query's summary says on a line. */
  private static double number(String line, String summary) {
    return summary
        .lines()
        .filter(each -> each.startsWith(line))
        .mapToDouble(each -> Double.parseDouble(each.substring(each.indexOf('\t') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + line + " in\n" + summary));
  }

  /** Their model as we read it, and as we write it, has the numbers of their query. */
  @Test
  @EnabledIf("isOnThePath")
  void theirQueryReadsWhatWeWrite(@TempDir Path folder) throws IOException {
    String theirs = run(resource("words.txt"), "lmplz", "-o", "3", "--discount_fallback");
    ArpaModel read = words(new ByteArrayInputStream(theirs.getBytes(StandardCharsets.UTF_8)));
    Path written = folder.resolve("ours.arpa");
    try (OutputStream out = Files.newOutputStream(written)) {
      ArpaWriter.write(read, out);
    }
    String summary = run(UNKNOWN_WORDS, "query", "-v", "summary", written.toString());
    WordEvaluation ours = evaluation(read, UNKNOWN_WORDS);
    assertThat(ours.tokens()).isEqualTo((long) number("Tokens", summary));
    assertThat(ours.unknown()).isEqualTo((long) number("OOVs", summary));
    assertThat(ours.perplexity()).isCloseTo(number("Perplexity incl", summary), within(1e-4));
    assertThat(ours.perplexityOfKnown())
        .isCloseTo(number("Perplexity excl", summary), within(1e-4));
  }
}
