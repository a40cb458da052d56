package dev.prose.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.model.BigramModel;
import dev.prose.text.Corpus;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeeperTest {
  private static final Corpus CORPUS = Corpus.of("test", "ab");

  @TempDir private Path out;
  private final BigramModel model = BigramModel.random(2, 1);
  private final BigramLearner learner = new BigramLearner(model, AdamW.Options.DEFAULT);

  private Keeper keeper(TrainingRun run, Duration interval) {
    return new Keeper(
        run, CharTokenizer.of("ab"), Provenance.of(CORPUS), Map.of("seed", "1"), interval);
  }

  private Keeper.Snapshot snapshot(int step, double loss) {
    return new Keeper.Snapshot(model, step, "test", loss, Optional.of(learner.state()));
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
        Keeper keeper = keeper(run, Duration.ofSeconds(seconds))) {
      for (int step = 0; step < losses.length; step++) {
        keeper.keep(snapshot(step, losses[step]));
      }
      keeper.finish();
    }
    assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(2);
    assertThat(step(Checkpoint.Kept.LATEST)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, Double.NaN})
  void aRunThatGoesOnDoesNotSaveItsFirstStepAgain(double loss) throws IOException {
    try (TrainingRun run = TrainingRun.open(out);
        Keeper keeper = keeper(run, Duration.ZERO)) {
      keeper.alreadySaved(7, "test", loss);
      keeper.keep(snapshot(7, loss));
      keeper.finish();
    }
    assertThat(out.resolve("checkpoints.txt")).doesNotExist();
  }

  @Test
  void aStepWhoseLossIsKnownOnlyAfterARunGoesOnMayBeTheBest() throws IOException {
    try (TrainingRun run = TrainingRun.open(out);
        Keeper keeper = keeper(run, Duration.ZERO)) {
      keeper.keep(snapshot(6, 2));
      keeper.keep(snapshot(7, Double.NaN)); // stopped in its evaluation
      keeper.finish();
    }
    try (TrainingRun run = TrainingRun.open(out);
        Keeper keeper = keeper(run, Duration.ZERO)) {
      keeper.alreadySaved(7, "test", run.resume().training().validationLoss());
      keeper.keep(snapshot(7, 1));
      keeper.keep(snapshot(8, 3));
      keeper.finish();
    }
    assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(7);
    assertThat(step(Checkpoint.Kept.LATEST)).isEqualTo(8);
  }

  @Test
  void whatCannotBeSavedIsSaid() throws IOException {
    try (TrainingRun run = TrainingRun.open(out);
        Keeper keeper = keeper(run, Duration.ZERO)) {
      Files.createDirectories(out.resolve("checkpoints.txt").resolve("in the way"));
      keeper.keep(snapshot(1, 1));
      assertThatThrownBy(keeper::finish).isInstanceOf(IOException.class);
    }
  }

  /** What waits is then one checkpoint, and the disk is not written for one that goes at once. */
  @ParameterizedTest
  @ValueSource(longs = {0, 3_600})
  void withoutValidationTheLatestIsTheBest(long seconds) throws IOException {
    try (TrainingRun run = TrainingRun.open(out);
        Keeper keeper = keeper(run, Duration.ofSeconds(seconds))) {
      for (int step = 0; step < 4; step++) {
        keeper.keep(snapshot(step, Double.NaN));
      }
      keeper.finish();
    }
    assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(3);
    assertThat(step(Checkpoint.Kept.LATEST)).isEqualTo(3);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.filter(Files::isDirectory)).hasSize(1);
    }
  }
}
