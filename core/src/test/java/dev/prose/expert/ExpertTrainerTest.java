package dev.prose.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Tokens;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.neural.LineStarts;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpertTrainerTest {
  private static final ExpertOptions FEW = new ExpertOptions(4, 0.3, 3, 8, 7, 24, 1);
  private static final ExpertTrainer.Listener NOBODY = (done, learned, heldOut, trust) -> {};
  private static final MixtureTrainer MIXTURE = ExpertText.WORDS.mixture("small");

  private static ExpertTrainer trainer(ExpertOptions options) {
    return new ExpertTrainer(MIXTURE, ExpertText.WORDS.tokens(), LineStarts.NONE, options);
  }

  private static ExpertTrainer trained(ExpertOptions options) {
    ExpertTrainer trainer = trainer(options);
    assertThat(trainer.prepare(NOBODY, () -> false)).isTrue();
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
    assertThat(trained(FEW.withSeed(2)).model().expert().weights().vector("output.bias"))
        .isNotEqualTo(trained(FEW).model().expert().weights().vector("output.bias"));
  }

  /** In both phases, at the border between them, and while it is measured. */
  @Test
  void aRunThatWasStoppedAnywhereEndsLikeOneThatWasNot() {
    ExpertTrainer undisturbed = trained(FEW);
    Set<Integer> stoppedAt = new TreeSet<>();
    boolean stale = false;
    for (int asks = 0; asks < 80_000; asks += asks < 3 ? 1 : 1_997) {
      AtomicInteger left = new AtomicInteger(asks);
      ExpertTrainer stopped = assertGoesOnLike(undisturbed, trainer -> left.getAndDecrement() <= 0);
      stoppedAt.add(stopped.done());
      stale |= !stopped.isMeasured();
    }
    for (int steps : new int[] {8, 9, 20}) {
      assertGoesOnLike(undisturbed, trainer -> trainer.done() == steps);
    }
    assertThat(stoppedAt).contains(0, 1, 7).anyMatch(steps -> steps > 20);
    assertThat(stale).isTrue();
  }

  /** Returns the run that was stopped. */
  private static ExpertTrainer assertGoesOnLike(
      ExpertTrainer undisturbed, Predicate<ExpertTrainer> stop) {
    ExpertTrainer stopped = trainer(FEW);
    stopped.prepare(NOBODY, () -> false);
    stopped.train(NOBODY, () -> stop.test(stopped));
    ExpertTrainer resumed = trainer(FEW);
    resumed.goOnFrom(stopped.model(), stopped.state(), stopped.done());
    resumed.prepare(NOBODY, () -> false);
    resumed.train(NOBODY, () -> false);
    assertSame(resumed, undisturbed);
    assertThat(resumed.isMeasured()).isTrue();
    return stopped;
  }

  @Test
  void whatIsHeldOutTeachesTheNetworkNothing() {
    int[] tokens = ExpertText.WORDS.tokens().toArray();
    int heldOut = trainer(FEW).heldOut();
    assertThat(heldOut).isGreaterThan(100);
    Arrays.fill(tokens, tokens.length - heldOut, tokens.length, 0);
    int size = MIXTURE.model().vocabularySize();
    Tokens other = Tokens.of(tokens, size);
    List<Map<String, Tensor>> learned = new ArrayList<>();
    for (Tokens text : List.of(ExpertText.WORDS.tokens(), other)) {
      ExpertTrainer trainer = new ExpertTrainer(MIXTURE, text, LineStarts.NONE, FEW);
      trainer.prepare(NOBODY, () -> false);
      trainer.train(NOBODY, () -> trainer.done() == FEW.steps() - 1);
      learned.add(trainer.model().expert().weights().tensors());
    }
    assertThat(learned.getLast()).usingRecursiveComparison().isEqualTo(learned.getFirst());
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
    trainer.prepare(NOBODY, () -> false);
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
    trainer.prepare(NOBODY, () -> false);
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
    assertThat(steps).hasSize(FEW.steps()).isSorted();
    assertThat(measured).contains(7, FEW.steps());
    assertThat(beside.get(measured.indexOf(7))).isFalse();
    assertThat(beside.getLast()).isTrue();
  }

  /** In a long text only what the steps reach is asked for. */
  @Test
  void aFewStepsAskTheMixtureLittle() {
    AtomicInteger asked = new AtomicInteger();
    ExpertTrainer few = trainer(new ExpertOptions(4, 0.3, 2, 8, 3, 2, 1));
    few.prepare(
        NOBODY,
        () -> {
          asked.incrementAndGet();
          return false;
        });
    AtomicInteger askedByMany = new AtomicInteger();
    ExpertTrainer many = trainer(new ExpertOptions(4, 0.3, 2, 8, 3, 1000, 1));
    many.prepare(
        NOBODY,
        () -> {
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
    assertThat(trainer.prepare(NOBODY, () -> true)).isFalse();
    assertThatThrownBy(() -> trainer.train(NOBODY, () -> false))
        .isInstanceOf(IllegalStateException.class);
    ExpertTrainer wider = trained(FEW.withWidth(6));
    assertThatThrownBy(() -> trainer.goOnFrom(wider.model(), wider.state(), FEW.steps()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("shape");
    for (int steps : new int[] {1, 7, 8, FEW.steps() + 1}) { // its state is that of none
      assertThatThrownBy(() -> trainer.goOnFrom(trainer.model(), trainer.state(), steps))
          .isInstanceOf(InvalidDataException.class);
    }
    assertThatThrownBy(() -> ExpertTrainer.requireEnough(999, FEW))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("1,000");
    assertThatThrownBy(
            () -> ExpertTrainer.requireMemory(1_000_000, 6174, ExpertOptions.DEFAULT, 1L << 32))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("and the JVM has 4,096");
    ExpertTrainer.requireMemory(1_000_000, 65, ExpertOptions.DEFAULT, 1L << 29);
    assertThatThrownBy(() ->
            ExpertTrainer.requireMemory(
                1000, 65, ExpertOptions.DEFAULT.withWidth(1 << 14), 1L << 32))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> FEW.withSteps(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(FEW.withSteps(1).beside()).isEqualTo(1);
  }
}
