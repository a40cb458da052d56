package dev.prose.arpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.Discounts;
import dev.prose.smooth.KneserNey;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

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
}
