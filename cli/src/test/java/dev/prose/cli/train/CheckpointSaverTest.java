package dev.prose.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.model.BigramModel;
import dev.prose.text.Corpus;
import dev.prose.token.CharTokenizer;
import dev.prose.token.OnUnknown;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointSaverTest {
  private static final Corpus CORPUS = Corpus.of("test", "ab");

  @TempDir private Path out;
  private final BigramModel model = BigramModel.random(2, 1);
  private final BigramLearner learner = new BigramLearner(model, AdamW.Options.DEFAULT);

  private CheckpointSaver saver(TrainingRun run, Duration interval) {
    return new CheckpointSaver(
        run, CharTokenizer.of("ab"), Provenance.of(CORPUS), Map.of("seed", "1"), interval);
  }

  private int step(Checkpoint.Kept kept) throws IOException {
    return Checkpoint.load(out, kept, OnUnknown.ERROR).training().step();
  }

  /** Whether all are saved or most are left out, what is kept in the end is the same. */
  @ParameterizedTest
  @ValueSource(longs = {0, 3_600})
  void theNewestAndTheBestAreKept(long seconds) throws IOException {
    double[] losses = {5, 4, 2, 3, 2.5, Double.NaN};
    try (TrainingRun run = TrainingRun.open(out);
        CheckpointSaver saver = saver(run, Duration.ofSeconds(seconds))) {
      for (int step = 0; step < losses.length; step++) {
        saver.save(learner, model, step, losses[step]);
      }
      saver.finish();
    }
    assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(2);
    assertThat(step(Checkpoint.Kept.LATEST)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, Double.NaN})
  void aRunThatGoesOnDoesNotSaveItsFirstStepAgain(double loss) throws IOException {
    try (TrainingRun run = TrainingRun.open(out);
        CheckpointSaver saver = saver(run, Duration.ZERO)) {
      saver.alreadySaved(7, loss);
      saver.save(learner, model, 7, loss);
      saver.finish();
    }
    assertThat(out.resolve("checkpoints.txt")).doesNotExist();
  }

  @Test
  void aStepWhoseLossIsKnownOnlyAfterARunGoesOnMayBeTheBest() throws IOException {
    try (TrainingRun run = TrainingRun.open(out);
        CheckpointSaver saver = saver(run, Duration.ZERO)) {
      saver.save(learner, model, 6, 2);
      saver.save(learner, model, 7, Double.NaN); // stopped in its evaluation
      saver.finish();
    }
    try (TrainingRun run = TrainingRun.open(out);
        CheckpointSaver saver = saver(run, Duration.ZERO)) {
      saver.alreadySaved(7, run.resume().training().validationLoss());
      saver.save(learner, model, 7, 1);
      saver.save(learner, model, 8, 3);
      saver.finish();
    }
    assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(7);
    assertThat(step(Checkpoint.Kept.LATEST)).isEqualTo(8);
  }

  @Test
  void whatCannotBeSavedIsSaid() throws IOException {
    try (TrainingRun run = TrainingRun.open(out);
        CheckpointSaver saver = saver(run, Duration.ZERO)) {
      Files.createDirectories(out.resolve("checkpoints.txt").resolve("in the way"));
      saver.save(learner, model, 1, 1);
      assertThatThrownBy(saver::finish).isInstanceOf(IOException.class);
    }
  }
}
