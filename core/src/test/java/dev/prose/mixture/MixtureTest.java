package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.eval.Evaluator;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LanguageModelContract;
import dev.prose.random.SplitMix64;
import dev.prose.smooth.Discounts;
import dev.prose.smooth.KneserNey;
import dev.prose.token.chars.CharTokenizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class MixtureTest extends LanguageModelContract {
  private static final MixtureText TEXT = MixtureText.of(1, false);
  private static final Mixture MODEL =
      new Mixture(TEXT.kinds(), TEXT.counted().counts(), TEXT.randomWeights());

  @Override
  protected LanguageModel model() {
    return MODEL;
  }

  private static double sum(Cursor cursor, int vocabularySize) {
    double sum = 0;
    for (int symbol = 0; symbol < vocabularySize; symbol++) {
      sum += Math.exp(cursor.logProbability(symbol));
    }
    return sum;
  }

  @Test
  void probabilitiesSumToOneWhetherItLearnsOrForgets() {
    for (Mixture model : List.of(MODEL, MODEL.remembering(20), MODEL.adaptive(0.1))) {
      Cursor cursor = model.cursor();
      for (int token : new SplitMix64(5).ints(300, 0, model.vocabularySize()).toArray()) {
        assertThat(sum(cursor, model.vocabularySize())).isCloseTo(1, within(1e-9));
        cursor.advance(token);
      }
    }
  }

  /** The chain alone, with its first weights, is the n-gram model of the same discounts. */
  @Test
  void theChainIsKneserNey() {
    for (long seed = 0; seed < 10; seed++) {
      MixtureText text = MixtureText.of(seed, false);
      Tokens tokens = Tokens.of(text.tokens(), text.vocabularySize());
      Mixture chain =
          new MixtureTrainer(
                  tokens,
                  text.tokenizer().vocabulary(),
                  MixtureOptions.of("none", false, 1000, seed))
              .model();
      KneserNey smoothing = KneserNey.of(Collections.nCopies(7, new Discounts(0.95f, 1.45f, 1.7f)));
      LanguageModel nGrams = smoothing.fit(NGramCounts.of(tokens, 7));
      SplitMix64 random = SplitMix64.stream(seed, 7);
      Cursor ofChain = chain.cursor();
      Cursor ofNGrams = nGrams.cursor();
      for (int step = 0; step < 200; step++) {
        if (step > 6) {
          for (int symbol = 0; symbol < text.vocabularySize(); symbol++) {
            assertThat(ofChain.logProbability(symbol))
                .as("seed %d, step %d", seed, step)
                .isCloseTo(ofNGrams.logProbability(symbol), within(1e-5));
          }
        }
        int next =
            random.nextInt(3) == 0
                ? random.nextInt(text.vocabularySize())
                : text.tokens()[step % text.tokens().length];
        ofChain.advance(next);
        ofNGrams.advance(next);
      }
    }
  }

  @Test
  void cursorsDoNotAffectEachOther() {
    for (Mixture model : List.of(MODEL, MODEL.adaptive(0.1))) {
      SplitMix64 random = new SplitMix64(6);
      Cursor one = model.cursor();
      Cursor other = model.cursor();
      for (int token : random.ints(100, 0, model.vocabularySize()).toArray()) {
        one.advance(token);
        other.advance(token);
      }
      float[] first = new float[model.vocabularySize()];
      one.logProbabilities(first);
      // The first goes on with something else, and both began as the same model.
      random.ints(100, 0, model.vocabularySize()).forEach(one::advance);
      float[] second = new float[model.vocabularySize()];
      other.logProbabilities(second);
      assertThat(second).isEqualTo(first);
    }
  }

  /** With lines, because then the end of one text is a place to continue like its beginning. */
  @Test
  void anAdaptiveCursorCountsAsIfItHadCountedAllAtOnce() {
    String one = MixtureText.of(2, true).text() + "\n";
    String two = MixtureText.of(3, true).text() + "\n";
    CharTokenizer tokenizer = CharTokenizer.of(one + two);
    MixtureShape shape =
        new MixtureShape(List.of("word", "word-1", "line-column"), List.of(), true, 4);
    Kinds kinds = Kinds.of(shape, CharacterTraits.of(tokenizer.vocabulary()));
    Weights weights = Weights.first(kinds, 1);
    int size = tokenizer.vocabularySize();
    int[] all = tokenizer.encode(one + two);
    int begin = tokenizer.encode(one).length;
    Mixture ofOne =
        new Mixture(
            kinds, new CountedText(Arrays.copyOf(all, begin), size, kinds).counts(), weights);
    MixtureCursor adaptive = ofOne.adaptive(1e-30).cursor(); // no step that could be seen
    for (int i = begin; i < all.length; i++) {
      int[] sofar = Arrays.copyOf(all, i);
      Mixture atOnce = new Mixture(kinds, new CountedText(sofar, size, kinds).counts(), weights);
      MixtureCursor fixed = atOnce.cursor();
      Arrays.stream(all, begin, i).forEach(fixed::advance);
      for (int symbol = 0; symbol < size; symbol++) {
        assertThat(adaptive.logProbability(symbol))
            .as("position %d", i)
            .isCloseTo(fixed.logProbability(symbol), within(1e-5));
      }
      adaptive.advance(all[i]);
    }
  }

  /** But for the word that has not ended, whose class is not known. */
  @Test
  void anAdaptiveCursorForeseesAsIfItHadCountedAllWordsAtOnce() {
    String one = MixtureText.ofLongLines(2, true).text() + "\n";
    String two = MixtureText.of(3, true).text() + "\n";
    CharTokenizer tokenizer = CharTokenizer.of(one + two);
    int[] all = tokenizer.encode(one + two);
    int begin = tokenizer.encode(one).length;
    Kinds kinds =
        Kinds.of(
            new MixtureShape(List.of("next-class"), List.of(), true, 4),
            CharacterTraits.of(tokenizer.vocabulary()),
            all);
    Weights weights = Weights.first(kinds, 1);
    int size = tokenizer.vocabularySize();
    Mixture ofOne = new Mixture(kinds, counts(kinds, all, begin), weights);
    MixtureCursor adaptive = ofOne.adaptive(1e-30).cursor();
    UnfinishedWord word = new UnfinishedWord(kinds);
    History history = kinds.history();
    int ended = begin;
    for (int i = begin; i < all.length; i++) {
      MixtureCursor fixed = new Mixture(kinds, counts(kinds, all, ended), weights).cursor();
      Arrays.stream(all, begin, i).forEach(fixed::advance);
      for (int symbol = 0; symbol < size; symbol++) {
        assertThat(adaptive.votes(symbol).getLast().count())
            .as("position %d", i)
            .isCloseTo(fixed.votes(symbol).getLast().count(), within(1e-5));
      }
      adaptive.advance(all[i]);
      ended = word.read(history, all[i], (table, key, outcome) -> {}) ? i + 1 : ended;
      history.advance(all[i]);
    }
    assertThat(ended).isGreaterThan(begin + 10);
  }

  private static List<ContextCounts> counts(Kinds kinds, int[] tokens, int length) {
    return new CountedText(Arrays.copyOf(tokens, length), kinds.vocabularySize(), kinds).counts();
  }

  @Test
  void anAdaptiveCursorLearnsAndTheModelDoesNot() {
    Mixture model =
        new Mixture(TEXT.kinds(), TEXT.counted().counts(), Weights.first(TEXT.kinds(), 1));
    int[] unlike = new SplitMix64(8).ints(300, 0, model.vocabularySize()).toArray();
    int[] twice = Arrays.copyOf(unlike, 2 * unlike.length);
    System.arraycopy(unlike, 0, twice, unlike.length, unlike.length);
    Tokens tokens = Tokens.of(twice, model.vocabularySize());
    double before = Evaluator.exact(model, tokens).nats();
    double adapting = Evaluator.exact(model.adaptive(0.005), tokens).nats();
    assertThat(adapting).isLessThan(before - 0.5);
    assertThat(Evaluator.exact(model, tokens).nats()).isEqualTo(before);
  }

  @Test
  void votesAddUpToTheLogit() {
    MixtureCursor cursor = MODEL.cursor();
    for (int token : TEXT.tokens()) {
      double difference = cursor.logProbability(token) - cursor.logProbability(0);
      double votes = logit(cursor, token) - logit(cursor, 0);
      assertThat(votes).isCloseTo(difference, within(1e-4));
      cursor.advance(token);
    }
  }

  private static double logit(MixtureCursor cursor, int token) {
    return cursor.bias(token) + cursor.votes(token).stream().mapToDouble(ContextVote::logit).sum();
  }

  @Test
  void ratesOutOfRangeAreRefused() {
    for (double rate : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> MODEL.adaptive(rate));
    }
  }

  @Test
  void anEvaluationInPartsEqualsThatOfTheWhole() {
    Tokens tokens =
        Tokens.of(
            new SplitMix64(9).ints(700, 0, MODEL.vocabularySize()).toArray(),
            MODEL.vocabularySize());
    List<Mixture> models =
        List.of(
            MODEL,
            MODEL.adaptive(0.005),
            MODEL.remembering(1),
            MODEL.remembering(33),
            MODEL.remembering(64),
            MODEL.remembering(1000));
    for (Mixture model : models) {
      Evaluation parts = MixtureEvaluation.of(model, tokens, () -> false);
      assertThat(parts.tokens()).isEqualTo(699);
      assertThat(parts.nats()).isCloseTo(Evaluator.exact(model, tokens).nats(), within(1e-12));
    }
    assertThatThrownBy(() -> MixtureEvaluation.of(MODEL, tokens.slice(0, 1), () -> false))
        .isInstanceOf(IllegalArgumentException.class);
    for (Mixture model : List.of(MODEL, MODEL.adaptive(0.1), MODEL.remembering(20))) {
      assertThatThrownBy(() -> MixtureEvaluation.of(model, longText(), () -> true))
          .isInstanceOf(CancellationException.class);
    }
  }

  /** What is older than the memory could be any text; what is not makes a difference. */
  @Test
  void whatIsForgottenChangesNothing() {
    SplitMix64 random = new SplitMix64(10);
    int memory = 40;
    int[] tokens = random.ints(400, 0, MODEL.vocabularySize()).toArray();
    int[] others = random.ints(400, 0, MODEL.vocabularySize()).toArray();
    System.arraycopy(tokens, 100, others, 100, 300);
    Cursor one = MODEL.remembering(memory).cursor();
    Cursor other = MODEL.remembering(memory).cursor();
    Cursor all = MODEL.cursor();
    Cursor allOther = MODEL.cursor();
    float[] expected = new float[MODEL.vocabularySize()];
    float[] actual = new float[MODEL.vocabularySize()];
    boolean matters = false;
    for (int i = 0; i < tokens.length; i++) {
      one.logProbabilities(expected);
      other.logProbabilities(actual);
      if (i >= 100 + memory) {
        assertThat(actual).as("position %d", i).isEqualTo(expected);
        matters |= all.logProbability(0) != allOther.logProbability(0);
      }
      one.advance(tokens[i]);
      other.advance(others[i]);
      all.advance(tokens[i]);
      allOther.advance(others[i]);
    }
    assertThat(matters).isTrue();
  }

  @Test
  void aMemoryAsLongAsTheTextForgetsNothing() {
    int[] tokens = new SplitMix64(11).ints(200, 0, MODEL.vocabularySize()).toArray();
    Cursor all = MODEL.cursor();
    Cursor limited = MODEL.remembering(tokens.length).cursor();
    for (int token : tokens) {
      all.advance(token);
      limited.advance(token);
      assertThat(limited.logProbability(0)).isEqualTo(all.logProbability(0));
    }
  }

  @Test
  void aModelIsOneViewOrTheOther() {
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.remembering(0));
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.remembering(9).adaptive(0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.adaptive(0.1).remembering(9));
    assertThat(MODEL.remembering(9).memoryCharacters()).hasValue(9);
    assertThat(MODEL.memoryCharacters()).isEmpty();
  }

  private static Tokens longText() {
    return Tokens.of(new int[5000], MODEL.vocabularySize());
  }
}
