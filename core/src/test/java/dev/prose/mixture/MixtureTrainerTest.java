package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.text.InvalidDataException;
import dev.prose.token.chars.CharTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MixtureTrainerTest {
  private static final CharTokenizer TOKENIZER = CharTokenizer.of(text());
  private static final Tokens TOKENS =
      Tokens.of(TOKENIZER.encode(text()), TOKENIZER.vocabularySize());
  private static final MixtureTrainer.Listener NOBODY = (blocks, nats) -> {};

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (long seed = 100; seed < 130; seed++) {
      text.append(MixtureText.of(seed, false).text());
    }
    return text.toString();
  }

  private static MixtureTrainer trainer(Tokens tokens) {
    return new MixtureTrainer(
        tokens, TOKENIZER.vocabulary(), MixtureOptions.of("medium", false, TOKENS.size(), 1));
  }

  private static List<float[]> weights(Mixture model) {
    List<float[]> all = new ArrayList<>();
    model.tensors((name, shape, values) -> all.add(values));
    return all;
  }

  @Test
  void whatIsLearnedPredictsBetterThanCountsAlone() {
    Split split = Split.of(TOKENS, 0.8);
    MixtureTrainer trainer = trainer(split.train());
    double before = Evaluator.exact(trainer.model(), split.validation()).nats();
    trainer.train(NOBODY, () -> false);
    double after = Evaluator.exact(trainer.model(), split.validation()).nats();
    assertThat(trainer.done()).isEqualTo(trainer.blocks());
    assertThat(after).isLessThan(before - 0.02);
  }

  @Test
  void theSameSeedLearnsTheSame() {
    MixtureTrainer one = trainer(TOKENS);
    MixtureTrainer other = trainer(TOKENS);
    one.train(NOBODY, () -> false);
    other.train(NOBODY, () -> false);
    assertThat(weights(one.model())).usingRecursiveComparison().isEqualTo(weights(other.model()));
  }

  @Test
  void aRunThatWasStoppedAnywhereGoesOnAsIfItHadNot() {
    MixtureTrainer undisturbed = trainer(TOKENS);
    undisturbed.train(NOBODY, () -> false);
    for (int asks : new int[] {0, 1, 17, 333, 600}) {
      MixtureTrainer stopped = trainer(TOKENS);
      AtomicInteger left = new AtomicInteger(asks);
      stopped.train(NOBODY, () -> left.getAndDecrement() <= 0);
      assertThat(stopped.done()).isLessThan(stopped.blocks());
      MixtureTrainer resumed = trainer(TOKENS);
      resumed.goOnFrom(stopped.model(), stopped.done());
      resumed.train(NOBODY, () -> false);
      stopped.train(NOBODY, () -> false);
      for (MixtureTrainer each : List.of(resumed, stopped)) {
        assertThat(weights(each.model()))
            .as("after %d questions", asks)
            .usingRecursiveComparison()
            .isEqualTo(weights(undisturbed.model()));
      }
    }
  }

  /** Stands for a failure in the listener. */
  @Test
  void afterAFailureItIsAtTheEndOfTheLastBlock() {
    MixtureTrainer undisturbed = trainer(TOKENS);
    undisturbed.train(NOBODY, () -> false);
    for (int asks : new int[] {1, 17, 333}) {
      MixtureTrainer failing = trainer(TOKENS);
      AtomicInteger left = new AtomicInteger(asks);
      assertThatIllegalStateException()
          .isThrownBy(() ->
              failing.train(
                  NOBODY,
                  () -> {
                    if (left.getAndDecrement() <= 0) {
                      throw new IllegalStateException("as asked");
                    }
                    return false;
                  }));
      failing.train(NOBODY, () -> false);
      assertThat(weights(failing.model()))
          .as("after %d questions", asks)
          .usingRecursiveComparison()
          .isEqualTo(weights(undisturbed.model()));
    }
  }

  @Test
  void theListenerIsToldOfProgress() {
    List<Integer> blocks = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    trainer(TOKENS)
        .train(
            new MixtureTrainer.Listener() {
              @Override
              public void learned(int done, double nats) {
                blocks.add(done);
                assertThat(nats).isBetween(0.1, 4.0);
              }

              @Override
              public void reached(double share) {
                shares.add(share);
              }
            },
            () -> false);
    assertThat(blocks).hasSize(4 * 12).isSorted();
    assertThat(shares).isSorted().allMatch(share -> share >= 0 && share < 1);
  }

  @Test
  void aTextOfOneTokenIsEnough() {
    CharTokenizer tokenizer = CharTokenizer.of("a");
    Tokens tokens = Tokens.of(new int[1], 1);
    MixtureTrainer trainer =
        new MixtureTrainer(
            tokens, tokenizer.vocabulary(), MixtureOptions.of("medium", false, TOKENS.size(), 1));
    trainer.train(NOBODY, () -> false);
    assertThat(trainer.model().cursor().logProbability(0)).isZero();
  }

  @Test
  void noTextAndModelsOfOtherTextsAreRefused() {
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> trainer(TOKENS.slice(0, 0)));
    MixtureTrainer trainer = trainer(TOKENS);
    Mixture ofAnother = trainer(TOKENS.slice(0, 500)).model();
    assertThatIllegalArgumentException().isThrownBy(() -> trainer.goOnFrom(ofAnother, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.goOnFrom(trainer.model(), trainer.blocks() + 1));
  }
}
