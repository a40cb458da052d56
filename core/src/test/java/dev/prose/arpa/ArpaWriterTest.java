package dev.prose.arpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.random.SplitMix64;
import dev.prose.smooth.AdditiveNGrams;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.EntropyPruning;
import dev.prose.smooth.KneserNey;
import dev.prose.smooth.Smoothing;
import dev.prose.smooth.WittenBell;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.chars.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArpaWriterTest {
  private static final String CHARACTERS =
      "ab<\\ \n\t\r\u00A0\u2028\uFEFF\u0001\u0301é文😀\uFFFD\u0003";

  private static ArpaModel model(String text, int order, Smoothing smoothing, boolean lines) {
    return model(Vocabulary.of(text), text, order, smoothing, lines ? '\n' : Vocabulary.UNKNOWN);
  }

  private static ArpaModel model(
      Vocabulary vocabulary, String text, int order, Smoothing smoothing, int separator) {
    CharTokenizer tokenizer = new CharTokenizer(vocabulary, OnUnknown.ERROR);
    Tokens tokens = Tokens.of(tokenizer.encode(text), vocabulary.size());
    NGramCounts counts =
        separator == Vocabulary.UNKNOWN
            ? NGramCounts.of(tokens, order)
            : NGramCounts.ofSequences(tokens, order, vocabulary.stoi(separator));
    return new ArpaModel(BackoffForm.of(smoothing.fit(counts)), tokenizer);
  }

  private static String written(ArpaModel arpa) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArpaWriter.write(arpa, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ArpaModel read(String file) throws IOException {
    return ArpaReader.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), "test.arpa");
  }

  // p(a) = (2 + 1/2 * 1) / (3 + 1), and so on.
  @Test
  void aTextWithoutSentencesHasThemInNameOnly() throws IOException {
    assertThat(written(model("a a", 2, new AdditiveNGrams(1), false)))
        .isEqualTo(
            """
            \\data\\
            ngram 1=5
            ngram 2=2

            \\1-grams:
            -99\t<unk>
            -99\t<s>
            -99\t</s>
            -0.30103\t<sp>\t-0.1760913
            -0.30103\ta\t-0.1760913

            \\2-grams:
            -0.1760913\t<sp> a
            -0.1760913\ta <sp>

            \\end\\
            """);
  }

  @Test
  void aSeparatorIsWhatIsAroundSentences() throws IOException {
    assertThat(written(model("a\n\na\n", 2, new AdditiveNGrams(1), true)))
        .isEqualTo(
            """
            \\data\\
            ngram 1=4
            ngram 2=3

            \\1-grams:
            -99\t<unk>
            -99\t<s>\t-0.39794
            -0.30103\t</s>
            -0.30103\ta\t-0.30103

            \\2-grams:
            -0.39794\t<s> </s>
            -0.2218487\t<s> a
            -0.1249387\ta </s>

            \\end\\
            """);
  }

  @Test
  void whatIsImpossibleCostsNinetyNine() throws IOException {
    assertThat(written(model("aab", 2, new AdditiveNGrams(0), false)))
        .contains("\n-99\t<unk>\n", "\n-0.30103\ta b\n", "\ta\t-99\n");
  }

  @Test
  void aModelOfSingleCharactersHasAnEmptySectionOfPairsForKenLm() throws IOException {
    String file = written(model("ab", 1, new WittenBell(), false));
    assertThat(file).contains("ngram 2=0\n").endsWith("b\n\n\\2-grams:\n\n\\end\\\n");
    assertThat(read(file).model().order()).isEqualTo(1);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    for (long seed = 0; seed < 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      StringBuilder text = new StringBuilder("\n");
      int kinds = 1 + random.nextInt(CHARACTERS.codePointCount(0, CHARACTERS.length()));
      for (int i = random.nextInt(200); i > 0; i--) {
        int place = CHARACTERS.offsetByCodePoints(0, random.nextInt(1 + random.nextInt(kinds)));
        text.appendCodePoint(CHARACTERS.codePointAt(place));
      }
      Smoothing smoothing = random.nextInt(2) == 0 ? KneserNey.ESTIMATED : new WittenBell();
      int order = 1 + random.nextInt(6);
      ArpaModel arpa = model(text.toString(), order, smoothing, random.nextInt(2) == 0);
      if (random.nextInt(2) == 0) {
        BackoffNGramModel pruned = new EntropyPruning(0.003).prune(arpa.model());
        arpa = new ArpaModel(pruned, arpa.tokenizer());
      }
      String file = written(arpa);
      ArpaModel read = read(file);
      assertThat(WrittenNGrams.compare(read, file)).as("seed %d", seed).isPositive();
      assertSame(arpa, read, random, seed);
      assertThat(written(read)).as("seed %d", seed).isEqualTo(file);
    }
  }

  private static void assertSame(ArpaModel arpa, ArpaModel read, SplitMix64 random, long seed) {
    assertThat(read.tokenizer().sameAs(arpa.tokenizer())).as("seed %d", seed).isTrue();
    assertThat(read.model().separator()).as("seed %d", seed).isEqualTo(arpa.model().separator());
    NGramCursor expected = arpa.model().cursor();
    NGramCursor cursor = read.model().cursor();
    for (int i = 0; i < 200; i++) {
      for (int token = 0; token < arpa.tokenizer().vocabularySize(); token++) {
        assertThat(cursor.logProbability(token))
            .as("seed %d, token %d at %d", seed, token, i)
            .isCloseTo(expected.logProbability(token), within(1e-5));
      }
      int next = random.nextInt(arpa.tokenizer().vocabularySize());
      expected.advance(next);
      cursor.advance(next);
    }
  }

  @Test
  void newlinesAndSentencesCanBeDifferentThings() throws IOException {
    Vocabulary vocabulary = Vocabulary.of("ab\n\u0003");
    ArpaModel arpa = model(vocabulary, "a\nb\u0003ab\nb", 3, new WittenBell(), '\u0003');
    String file = written(arpa);
    assertThat(file).contains("\t<s> a <nl>\n", "\tb </s>\n").doesNotContain("<U+0003>");
    assertSame(arpa, read(file), new SplitMix64(1), 1);
  }

  @Test
  void theVocabularyMustBeTheModels() {
    ArpaModel arpa = model("ab", 2, new WittenBell(), false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArpaModel(arpa.model(), CharTokenizer.of("abc")))
        .withMessage("the model has 2 tokens, but the tokenizer 3");
  }
}
