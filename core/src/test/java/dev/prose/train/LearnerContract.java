package dev.prose.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.data.BatchSampler;
import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.numeric.Tensor;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every learner does. */
public abstract class LearnerContract {
  protected static final int VOCABULARY = 7;

  /** A learner for {@link #VOCABULARY} tokens, always the same one. */
  protected abstract Learner learner();

  /** A learner that goes on from what another one has learned. */
  protected abstract Learner goingOn(LanguageModel model, LearnerState state);

  private static BatchSampler batches() {
    int[] ids = new int[2000];
    SplitMix64 random = new SplitMix64(1);
    for (int i = 1; i < ids.length; i++) {
      // Mostly one more than the last: there is something to learn.
      ids[i] = random.nextInt(4) == 0 ? random.nextInt(VOCABULARY) : (ids[i - 1] + 1) % VOCABULARY;
    }
    return new BatchSampler("train", Tokens.of(ids, VOCABULARY), 8, 5, 2);
  }

  @Test
  void aStepReturnsTheLossBeforeIt() {
    Learner learner = learner();
    BatchSampler batches = batches();
    for (int step = 0; step < 20; step++) {
      Batch batch = batches.batch(step);
      double before = learner.model().loss(batch);
      assertThat(learner.step(batch)).isCloseTo(before, within(1e-5));
    }
  }

  @Test
  void stepsOnABatchLowerItsLoss() {
    Learner learner = learner();
    Batch batch = batches().batch(0);
    double before = learner.step(batch);
    for (int step = 0; step < 100; step++) {
      learner.step(batch);
    }
    assertThat(learner.model().loss(batch)).isLessThan(before - 0.05);
  }

  @Test
  void aModelIsASnapshot() {
    Learner learner = learner();
    Batch batch = batches().batch(0);
    LanguageModel model = learner.model();
    double before = model.loss(batch);
    learner.step(batch);
    assertThat(model.loss(batch)).isEqualTo(before);
    assertThat(learner.model().loss(batch)).isNotEqualTo(before);
  }

  @Test
  void theSameStepsLearnTheSame() {
    Learner one = learner();
    Learner other = learner();
    BatchSampler batches = batches();
    for (int step = 0; step < 50; step++) {
      assertThat(one.step(batches.batch(step))).isEqualTo(other.step(batches.batch(step)));
    }
  }

  @Test
  void aLearnerThatGoesOnLearnsTheSame() {
    Learner one = learner();
    BatchSampler batches = batches();
    for (int step = 0; step < 10; step++) {
      one.step(batches.batch(step));
    }
    LearnerState kept = one.state();
    Learner other = goingOn(one.model(), kept);
    for (int step = 10; step < 30; step++) {
      assertThat(other.step(batches.batch(step))).isEqualTo(one.step(batches.batch(step)));
    }
    assertThat(kept.steps()).as("kept, and not moved on").isEqualTo(10);
    assertThat(one.state().steps()).isEqualTo(30);
  }

  @Test
  void aStateOfAnotherShapeIsRefused() {
    LearnerState state = learner().state();
    Map<String, Tensor> tensors = new LinkedHashMap<>(state.tensors());
    assertThat(tensors).isNotEmpty();
    tensors.replaceAll((name, tensor) -> new Tensor(new int[] {1}, new float[1]));
    LanguageModel model = learner().model();
    assertThatThrownBy(
            () -> goingOn(model, new LearnerState(state.optimizer(), state.steps(), tensors)))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(
            () -> goingOn(model, new LearnerState(state.optimizer(), state.steps(), Map.of())))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(
            () -> goingOn(model, new LearnerState("another", state.steps(), state.tensors())))
        .isInstanceOf(InvalidDataException.class);
  }
}
