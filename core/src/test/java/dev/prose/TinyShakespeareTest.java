package dev.prose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.prose.count.AdditiveBigrams;
import dev.prose.count.BigramCounts;
import dev.prose.count.NGramCounts;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.BigramModel;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.CountCutoffs;
import dev.prose.smooth.EntropyPruning;
import dev.prose.smooth.KneserNey;
import dev.prose.text.Corpus;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The figures of tiny Shakespeare that everybody knows, and those of the closed form. Skipped where
 * the text is not at hand, in the cache where {@code prose train} puts it or in {@code shared/data}
 * beside the checkout: tests do not download.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TinyShakespeareTest {
  private static final Path FILE = file();

  private static Path file() {
    Path cached =
        Path.of(System.getProperty("user.home"), ".cache", "prose", "tinyshakespeare.txt");
    return Files.exists(cached)
        ? cached
        : Path.of("..", "..", "shared", "data", "tinyshakespeare.txt");
  }

  private Corpus corpus = Corpus.of("nothing yet", "?");
  private CharTokenizer tokenizer = CharTokenizer.of("?");
  private Split split = new Split(Tokens.of(new int[0], 1), Tokens.of(new int[0], 1));

  @BeforeAll
  void read() throws IOException {
    assumeTrue(Files.exists(FILE), "tinyshakespeare.txt is not at hand");
    corpus = Corpus.read(FILE);
    tokenizer = CharTokenizer.of(corpus.text());
    Tokens tokens = Tokens.of(tokenizer.encode(corpus.text()), tokenizer.vocabularySize());
    split = Split.of(tokens, Split.DEFAULT_TRAIN_FRACTION);
  }

  @Test
  void isTheTextThatEverybodyHas() {
    assertThat(corpus.length()).isEqualTo(1_115_394);
    assertThat(corpus.sha256())
        .isEqualTo("86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed");
    assertThat(tokenizer.vocabularySize()).isEqualTo(65);
    assertThat(split.train().size()).isEqualTo(1_003_854);
    assertThat(split.validation().size()).isEqualTo(111_540);
    assertThat(split.train().slice(0, 10).toArray())
        .containsExactly(18, 47, 56, 57, 58, 1, 15, 47, 58, 47);
    assertThat(tokenizer.decode(tokenizer.encode(corpus.text())).equals(corpus.text())).isTrue();
  }

  @Test
  void theClosedFormHasItsFigures() {
    BigramCounts train = BigramCounts.of(split.train());
    BigramCounts validation = BigramCounts.of(split.validation());
    BigramModel laplace = AdditiveBigrams.LAPLACE.fit(train);
    assertThat(train.optimum()).isCloseTo(2.451913, within(5e-7));
    assertThat(train.crossEntropy(laplace)).isCloseTo(2.454571, within(5e-7));
    assertThat(validation.crossEntropy(laplace)).isCloseTo(2.481889, within(5e-7));
    assertThat(validation.impossibleUnder(train)).isEqualTo(new BigramCounts.Unseen(187, 23));
  }

  private List<TrainingEvent.Evaluated> train(double learningRate, int maxIters) {
    BigramLearner learner =
        new BigramLearner(
            BigramModel.random(65, 1337), AdamW.Options.DEFAULT.withLearningRate(learningRate));
    List<TrainingEvent.Evaluated> evaluations = new ArrayList<>();
    new Trainer(split, TrainingOptions.DEFAULT.withMaxIters(maxIters))
        .train(
            learner,
            event -> {
              if (event instanceof TrainingEvent.Evaluated evaluated) {
                evaluations.add(evaluated);
              }
            });
    return evaluations;
  }

  @Test
  void trainingEndsWhereThatOfPyTorchEnds() {
    List<TrainingEvent.Evaluated> evaluations = train(1e-3, 5000);
    assertThat(evaluations).hasSize(11);
    assertThat(evaluations.getFirst().train().nats()).isBetween(4.5, 4.85);
    assertThat(evaluations.getLast().train().nats()).isCloseTo(2.566, within(0.02));
    assertThat(evaluations.getLast().validation().orElseThrow().nats())
        .isCloseTo(2.573, within(0.02));

    TrainingEvent.Evaluated faster = train(1e-2, 3000).getLast();
    assertThat(faster.train().nats()).isCloseTo(2.47, within(0.02));
    assertThat(faster.validation().orElseThrow().nats()).isCloseTo(2.49, within(0.02));
  }

  private double validationLoss(NGramModel model) {
    NGramCursor cursor = model.cursor();
    double sum = 0;
    for (long i = 0; i < split.validation().size(); i++) {
      int token = split.validation().at(i);
      sum -= cursor.logProbability(token);
      cursor.advance(token);
    }
    return sum / split.validation().size();
  }

  /**
   * Of five characters' Kneser-Ney, half may go for some hundredths of a nat, by count for less.
   */
  @Test
  void pruningHasItsPrice() {
    NGramCounts counts = NGramCounts.of(split.train(), 5);
    InterpolatedNGramModel whole = KneserNey.ESTIMATED.fit(counts);
    assertThat(whole.trie().size()).isEqualTo(194_505);
    assertThat(validationLoss(whole)).isCloseTo(1.5591, within(0.002));

    EntropyPruning pruning = new EntropyPruning(1e-6);
    BackoffNGramModel pruned = pruning.prune(BackoffForm.of(whole), counts);
    assertThat((double) pruned.trie().size()).isCloseTo(78_508, within(2000.0));
    assertThat(validationLoss(pruned)).isCloseTo(1.5793, within(0.002));

    pruned = pruning.prune(BackoffForm.of(whole));
    assertThat((double) pruned.trie().size()).isCloseTo(84_922, within(2000.0));
    assertThat(validationLoss(pruned)).isCloseTo(1.6553, within(0.002));

    InterpolatedNGramModel cut = new CountCutoffs(List.of(1, 1, 2, 3, 4)).apply(whole, counts);
    assertThat(cut.trie().size()).isEqualTo(80_630);
    assertThat(validationLoss(cut)).isCloseTo(1.5841, within(0.002));
  }
}
