package dev.prose.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Tokens;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.neural.LineStarts;
import dev.prose.text.InvalidDataException;
import dev.prose.train.LearnerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpertTrainerTest {
  private static final ExpertOptions FEW = new ExpertOptions(4, 0.3, 3, 8, 7, 9, 1);
  private static final ExpertTrainer.Listener NOBODY = (done, learned, heldOut, trust) -> {};
  private static final MixtureTrainer MIXTURE = ExpertText.WORDS.mixture("small");

  private static ExpertTrainer trainer(ExpertOptions options) {
    return new ExpertTrainer(MIXTURE, ExpertText.WORDS.tokens(), LineStarts.NONE, options);
  }

  private static ExpertTrainer trained(ExpertOptions options) {
    ExpertTrainer trainer = trainer(options);
    assertThat(trainer.prepare(() -> false)).isTrue();
    trainer.train(NOBODY, () -> false);
    return trainer;
  }

  private static void assertSame(ExpertTrainer actual, ExpertTrainer expected) {
    assertThat(actual.model().expert().weights().tensors())
        .usingRecursiveComparison()
        .isEqualTo(expected.model().expert().weights().tensors());
    assertThat(actual.model().trust()).isEqualTo(expected.model().trust());
    assertThat(actual.state()).usingRecursiveComparison().isEqualTo(expected.state());
  }

  @Test
  void theSameSeedGivesTheSameExpert() {
    assertSame(trained(FEW), trained(FEW));
    assertThat(trained(FEW.withSeed(2)).model().trust()).isNotEqualTo(trained(FEW).model().trust());
  }

  /** Between all steps, at the end of each phase, and while it is measured. */
  @Test
  void aRunThatWasStoppedAnywhereEndsLikeOneThatWasNot() {
    ExpertTrainer undisturbed = trained(FEW);
    for (int asks = 0; asks < 700; asks += asks < 20 ? 1 : 37) {
      ExpertTrainer stopped = trainer(FEW);
      stopped.prepare(() -> false);
      AtomicInteger left = new AtomicInteger(asks);
      stopped.train(NOBODY, () -> left.getAndDecrement() <= 0);
      MixtureWithExpert kept = stopped.model();
      LearnerState state = stopped.state();
      ExpertTrainer resumed = trainer(FEW);
      resumed.goOnFrom(kept, state, stopped.done());
      resumed.prepare(() -> false);
      resumed.train(NOBODY, () -> false);
      assertSame(resumed, undisturbed);
    }
  }

  @Test
  void whatIsHeldOutTeachesTheNetworkNothing() {
    ExpertOptions alone = new ExpertOptions(4, 0.3, 3, 8, 9, 0, 1);
    int[] tokens = ExpertText.WORDS.tokens().toArray();
    int heldOut = trainer(alone).heldOut();
    for (int i = tokens.length - heldOut; i < tokens.length; i++) {
      tokens[i] = 0;
    }
    ExpertTrainer other =
        new ExpertTrainer(
            MIXTURE, Tokens.of(tokens, MIXTURE.model().vocabularySize()), LineStarts.NONE, alone);
    other.prepare(() -> false);
    other.train(NOBODY, () -> false);
    assertThat(other.model().expert().weights().tensors())
        .usingRecursiveComparison()
        .isEqualTo(trained(alone).model().expert().weights().tensors());
  }

  /** A network can count to nine, and contexts of six characters cannot. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itLearnsWhatTheMixtureCannot(boolean lines) {
    ExpertText text = ExpertText.of("aaaaaaaaab".repeat(300) + "\n", lines);
    MixtureTrainer mixture = text.mixture("none");
    ExpertTrainer trainer =
        new ExpertTrainer(
            mixture,
            text.tokens(),
            text.lineStarts(),
            new ExpertOptions(16, 0, 8, 32, 500, 300, 1));
    trainer.prepare(() -> false);
    List<Double> heldOut = new ArrayList<>();
    trainer.train((done, learned, nats, trust) -> heldOut.add(nats), () -> false);
    double alone = MixtureEvaluation.of(mixture.model(), text.tokens(), () -> false).nats();
    double both = ExpertEvaluation.of(trainer.model(), text.tokens(), () -> false).nats();
    assertThat(alone).isGreaterThan(0.2); // four a's in a row say nothing of where one is
    assertThat(both).isLessThan(0.3 * alone);
    assertThat(heldOut.getLast()).isLessThan(0.3 * alone);
    assertThat(trainer.model().trust().expert()).isGreaterThan(0.3);
  }

  @Test
  void theListenerHearsAllStepsAndBothPhases() {
    List<Integer> steps = new ArrayList<>();
    List<Integer> measured = new ArrayList<>();
    List<Boolean> beside = new ArrayList<>();
    ExpertTrainer trainer = trainer(FEW);
    trainer.prepare(() -> false);
    trainer.train(
        new ExpertTrainer.Listener() {
          @Override
          public void stepped(int done) {
            steps.add(done);
          }

          @Override
          public void measured(int done, double learned, double heldOut, Optional<Trust> trust) {
            measured.add(done);
            beside.add(trust.isPresent());
          }
        },
        () -> false);
    assertThat(steps).hasSize(16).isSorted();
    assertThat(measured).contains(7, 16);
    assertThat(beside.get(measured.indexOf(7))).isFalse();
    assertThat(beside.getLast()).isTrue();
  }

  /** In a long text only what the steps reach is asked for. */
  @Test
  void aFewStepsAskTheMixtureLittle() {
    AtomicInteger asked = new AtomicInteger();
    ExpertTrainer few = trainer(new ExpertOptions(4, 0.3, 2, 8, 3, 2, 1));
    few.prepare(() -> {
      asked.incrementAndGet();
      return false;
    });
    AtomicInteger askedByMany = new AtomicInteger();
    ExpertTrainer many = trainer(new ExpertOptions(4, 0.3, 2, 8, 3, 1000, 1));
    many.prepare(() -> {
      askedByMany.incrementAndGet();
      return false;
    });
    assertThat(askedByMany.get() - asked.get()).isGreaterThan(1500);
    few.train(NOBODY, () -> false);
    assertThat(few.done()).isEqualTo(5);
  }

  @Test
  void whatCannotBeIsRefused() {
    ExpertTrainer trainer = trainer(FEW);
    assertThat(trainer.prepare(() -> true)).isFalse();
    assertThatThrownBy(() -> trainer.train(NOBODY, () -> false))
        .isInstanceOf(IllegalStateException.class);
    ExpertTrainer wider = trained(FEW.withWidth(6));
    assertThatThrownBy(() -> trainer.goOnFrom(wider.model(), wider.state(), 16))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("shape");
    assertThatThrownBy(() -> trainer.goOnFrom(trainer.model(), trainer.state(), 17))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> ExpertTrainer.requireEnough(999, FEW))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("1,000");
    assertThatThrownBy(() -> OutOfFold.requireMemory(1_000_000, 6174, 1L << 30))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("Give it more memory");
  }
}
