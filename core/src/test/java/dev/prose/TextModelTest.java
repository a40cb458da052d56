package dev.prose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.NoModelException;
import dev.prose.checkpoint.NoProbabilitiesException;
import dev.prose.checkpoint.TrainingState;
import dev.prose.count.AdditiveBigrams;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.estimate.BigramEstimator;
import dev.prose.estimate.Estimator;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.estimate.NGramEstimator;
import dev.prose.estimate.StupidBackoffEstimator;
import dev.prose.eval.ScoredToken;
import dev.prose.eval.TextEvaluation;
import dev.prose.mixture.Mixture;
import dev.prose.sample.GenerationOptions;
import dev.prose.smooth.AdditiveNGrams;
import dev.prose.text.Corpus;
import dev.prose.token.OnUnknown;
import dev.prose.token.UnknownCharacterException;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextModelTest {
  /** So that all bigrams can be counted by hand: a is followed by b twice, b by a once and by é. */
  private static final TokenizedText ABABE = text("ababé");

  private static final TokenizedText SHELLS =
      text("She sells sea shells by the sea shore.\n".repeat(40));

  @TempDir Path folder;

  private static TokenizedText text(String text) {
    return TokenKinds.byDefault().tokenize(Corpus.of("a text", text));
  }

  /** One added to each count, of all tokens but those that validate. */
  private static TextModel additive() throws IOException {
    Split all = new Split(ABABE.tokens(), ABABE.tokens());
    return TextModel.train(ABABE, all, AdditiveBigramEstimator.DEFAULT);
  }

  private static TextModel nGrams() throws IOException {
    return TextModel.train(SHELLS, SHELLS.split(0.9), NGramEstimator.DEFAULT.withOrder(3));
  }

  @Test
  void saysWhatComesNextLikeliestFirst() throws IOException {
    List<NextToken> next = additive().next("ba");
    assertThat(next).extracting(NextToken::text).containsExactly("b", "a", "é");
    assertThat(next).extracting(NextToken::id).containsExactly(1, 0, 2);
    // (2 + 1) of (2 + 3) after a, the others (0 + 1) of it.
    assertThat(next.get(0).probability()).isCloseTo(0.6, within(1e-6));
    assertThat(next.get(1).probability()).isCloseTo(0.2, within(1e-6));
    assertThat(next.get(2).probability()).isCloseTo(0.2, within(1e-6));
  }

  @Test
  void saysWhatComesFirst() throws IOException {
    assertThat(additive().next(""))
        .allSatisfy(token -> assertThat(token.probability()).isCloseTo(1 / 3.0, within(1e-6)));
  }

  @Test
  void scoresAText() throws IOException {
    TextEvaluation score = additive().score("abé");
    // b after a has 3 / 5, é after b (1 + 1) / (2 + 3).
    double nats = -Math.log(0.6) - Math.log(0.4);
    assertThat(score.totalNats()).isCloseTo(nats, within(1e-6));
    assertThat(score.characters()).isEqualTo(2);
    assertThat(score.bytes()).isEqualTo(3); // é takes two
    assertThat(score.bitsPerCharacter()).isCloseTo(nats / Math.log(2) / 2, within(1e-6));
    assertThat(score.perToken().perplexity()).isCloseTo(Math.exp(nats / 2), within(1e-6));
  }

  @Test
  void tokensAreScoredAsTheirTextIs() throws IOException {
    TextModel model = nGrams();
    Tokens tokens = SHELLS.split(0.9).validation();
    assertThat(model.evaluate(tokens))
        .isEqualTo(model.score(model.tokenizer().decode(tokens.toArray())));
    assertThat(model.training().validationLoss())
        .isEqualTo(model.evaluate(tokens).perToken().nats());
  }

  @Test
  void surprisalsAddUpToTheScore() throws IOException {
    TextModel model = nGrams();
    List<ScoredToken> tokens = model.surprisals("she sells");
    assertThat(tokens)
        .extracting(ScoredToken::text)
        .containsExactly("s", "h", "e", " ", "s", "e", "l", "l", "s");
    assertThat(tokens.getFirst().predicted()).isFalse();
    assertThat(tokens.stream().filter(ScoredToken::predicted).mapToDouble(ScoredToken::bits).sum())
        .isCloseTo(model.score("she sells").totalBits(), within(1e-6));
  }

  @Test
  void charactersThatItDoesNotKnowAreRefusedUnlessItIsToldOtherwise() throws IOException {
    TextModel model = additive();
    assertThatThrownBy(() -> model.score("ab€"))
        .isInstanceOf(UnknownCharacterException.class)
        .hasMessageContaining("€");
    assertThatThrownBy(() -> model.next("€")).isInstanceOf(UnknownCharacterException.class);
    assertThatThrownBy(() -> model.generate("€")).isInstanceOf(UnknownCharacterException.class);
    assertThat(model.withOnUnknown(OnUnknown.SKIP).score("a€b")).isEqualTo(model.score("ab"));
    assertThat(model.withOnUnknown(OnUnknown.SKIP).next("a€")).isEqualTo(model.next("a"));
  }

  /** Bits per byte are of what stands in the text, not of what is put in its place. */
  @Test
  void countsTheBytesOfTheText() throws IOException {
    TextEvaluation score = additive().withOnUnknown(OnUnknown.REPLACE).score("a€b𝄞");
    assertThat(score.perToken().tokens()).isEqualTo(3);
    assertThat(score.characters()).isEqualTo(3);
    assertThat(score.bytes()).isEqualTo(3 + 1 + 4);
    TextEvaluation without = additive().withOnUnknown(OnUnknown.SKIP).score("€a€b𝄞é");
    assertThat(without.characters()).isEqualTo(2);
    assertThat(without.bytes()).isEqualTo(1 + 2);
  }

  @Test
  void oneTokenIsTooFewForAScore() throws IOException {
    TextModel model = additive();
    assertThatThrownBy(() -> model.score("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 2 tokens");
    assertThatThrownBy(() -> model.score("")).isInstanceOf(IllegalArgumentException.class);
    assertThat(model.surprisals("")).isEmpty();
  }

  @Test
  void writesTheSameTextInOneAndInPieces() throws IOException {
    TextModel model = nGrams();
    GenerationOptions options = GenerationOptions.DEFAULT.withMaxNewTokens(50).withSeed(7);
    StringBuilder pieces = new StringBuilder();
    model.stream("She ", options, pieces::append);
    assertThat(pieces.toString()).hasSize(50).isEqualTo(model.generate("She ", options));
    assertThat(model.generate("She ")).hasSize(500).isEqualTo(model.generate("She "));
  }

  @Test
  void recordsHowItCameAbout() throws IOException {
    TextModel model = nGrams();
    TrainingState training = model.training();
    assertThat(training.corpus().corpus()).isEqualTo("a text");
    assertThat(training.corpus().sha256()).isEqualTo(SHELLS.sha256());
    assertThat(training.corpus().length()).isEqualTo(SHELLS.length());
    assertThat(training.fit()).startsWith("modified Kneser-Ney");
    assertThat(training.step()).isZero();
    assertThat(training.validationLoss()).isBetween(0.0, Math.log(model.model().vocabularySize()));
  }

  @Test
  void everyKindIsTheSameWhenItIsLoaded() throws IOException {
    List<Estimator<?>> estimators =
        List.of(
            BigramEstimator.DEFAULT,
            AdditiveBigramEstimator.DEFAULT,
            NGramEstimator.DEFAULT,
            MixtureEstimator.DEFAULT);
    for (Estimator<?> estimator : estimators) {
      TextModel model = TextModel.train(SHELLS, SHELLS.split(0.9), estimator);
      model.save(folder);
      for (Checkpoint.Kept kept : Checkpoint.Kept.values()) {
        TextModel loaded = TextModel.load(folder, kept);
        assertThat(loaded.training()).isEqualTo(model.training());
        assertThat(loaded.next("She sell")).isEqualTo(model.next("She sell"));
        assertThat(loaded.score("sea shells")).isEqualTo(model.score("sea shells"));
      }
    }
  }

  @Test
  void scoresAreKeptButAnswerNoQuestion() throws IOException {
    TextModel.train(SHELLS, SHELLS.split(0.9), StupidBackoffEstimator.DEFAULT).save(folder);
    TextModel scores = TextModel.load(folder);
    assertThat(scores.training().validationLoss()).isNaN();
    assertThatThrownBy(() -> scores.generate("S")).isInstanceOf(NoProbabilitiesException.class);
    assertThatThrownBy(() -> scores.next("S")).isInstanceOf(NoProbabilitiesException.class);
    assertThatThrownBy(() -> scores.score("Sea"))
        .isInstanceOf(NoProbabilitiesException.class)
        .hasMessageContaining("stupid backoff");
  }

  @Test
  void aMixtureThatLearnsIsAskedTheSameWay() throws IOException {
    TextModel model = TextModel.train(SHELLS, SHELLS.split(0.9), MixtureEstimator.DEFAULT);
    Mixture learning = ((Mixture) model.model()).adaptive(Mixture.DEFAULT_ADAPTATION_RATE);
    TextModel adaptive = new TextModel(learning, model.tokenizer(), model.training());
    String news = "shore shore shore shore shore shore";
    assertThat(adaptive.score(news).totalBits()).isLessThan(model.score(news).totalBits());
  }

  @Test
  void withoutAValidationSplitTheLossIsUnknown() throws IOException {
    Split nothingLeft = new Split(SHELLS.tokens(), SHELLS.tokens().slice(0, 1));
    TextModel model = TextModel.train(SHELLS, nothingLeft, NGramEstimator.DEFAULT);
    assertThat(model.training().validationLoss()).isNaN();
    model.save(folder);
    assertThat(TextModel.load(folder).generate("She ")).isNotEmpty();
  }

  @Test
  void aSplitOfAnotherTextIsRefused() {
    assertThatThrownBy(() -> TextModel.train(SHELLS, ABABE.split(0.5), NGramEstimator.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a vocabulary of 3");
    assertThatThrownBy(() ->
            new TextModel(
                nGrams().model(), ABABE.tokenizer(), TrainingState.of(Corpus.of("x", "x"), "", 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the tokenizer 3");
  }

  @Test
  void whereThereIsNoModelNoneIsLoaded() {
    assertThatThrownBy(() -> TextModel.load(folder)).isInstanceOf(NoModelException.class);
    assertThatThrownBy(() -> TextModel.load(folder.resolve("nowhere")))
        .isInstanceOf(NoModelException.class);
  }

  /** Unsmoothed counts rule out what they never saw; that is a loss without end, and no error. */
  @Test
  void whatIsImpossibleCostsInfinitelyMuch() throws IOException {
    Estimator<?> unsmoothed = new AdditiveBigramEstimator(new AdditiveBigrams(0));
    TextModel model = TextModel.train(ABABE, new Split(ABABE.tokens(), ABABE.tokens()), unsmoothed);
    model.save(folder);
    TextModel loaded = TextModel.load(folder);
    assertThat(loaded.score("aa").bitsPerByte()).isInfinite();
    assertThat(loaded.surprisals("aa").getLast().bits()).isInfinite();
    assertThat(loaded.next("a"))
        .containsExactly(
            new NextToken("b", 1, 1), new NextToken("a", 0, 0), new NextToken("é", 2, 0));
    assertThat(loaded.generate("a", GenerationOptions.DEFAULT.withMaxNewTokens(1))).isEqualTo("b");
  }

  @Test
  void oneSymbolIsAVocabulary() throws IOException {
    TokenizedText same = text("z".repeat(100));
    for (Estimator<?> estimator :
        List.of(
            BigramEstimator.DEFAULT,
            AdditiveBigramEstimator.DEFAULT,
            NGramEstimator.DEFAULT,
            MixtureEstimator.DEFAULT)) {
      TextModel model = TextModel.train(same, same.split(0.5), estimator);
      assertThat(model.generate("", GenerationOptions.DEFAULT.withMaxNewTokens(3)))
          .isEqualTo("zzz");
      assertThat(model.score("zzzz").totalBits()).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void halfACharacterIsNone() throws IOException {
    TextModel model = additive();
    assertThatThrownBy(() -> model.next("a\uD834")).isInstanceOf(UnknownCharacterException.class);
    assertThat(model.withOnUnknown(OnUnknown.SKIP).score("a\uD834b")).isEqualTo(model.score("ab"));
  }

  /** What is recorded is the same in every country, in those too that have digits of their own. */
  @Test
  void recordsTheSameInEveryCountry() throws IOException {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(fit(BigramEstimator.DEFAULT)).isEqualTo("5,000 iterations of AdamW");
      assertThat(fit(AdditiveBigramEstimator.DEFAULT)).isEqualTo("counts, α = 1");
      assertThat(fit(NGramEstimator.DEFAULT.withSmoothing(new AdditiveNGrams(0.5))))
          .isEqualTo("additive, α = 0.5000");
      assertThat(fit(MixtureEstimator.DEFAULT)).isEqualTo("48 of 48 blocks of Adagrad");
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static String fit(Estimator<?> estimator) throws IOException {
    return TextModel.train(SHELLS, SHELLS.split(0.9), estimator).training().fit();
  }

  @Test
  void severalThreadsGetTheSameAnswers() throws IOException {
    TextModel model = nGrams();
    String written = model.generate("She ");
    List<NextToken> next = model.next("She sell");
    assertThat(
            IntStream.range(0, 64)
                .parallel()
                .allMatch(i ->
                    model.generate("She ").equals(written) && model.next("She sell").equals(next)))
        .isTrue();
  }
}
