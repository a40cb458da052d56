package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.model.BigramModel;
import dev.prose.text.Corpus;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever operation on the disk fails, the folder holds a checkpoint that can be loaded. */
class FaultLoopTest {
  private static final Corpus CORPUS = Corpus.of("test", "abc");
  private static final CharTokenizer TOKENIZER = CharTokenizer.of("abc");
  private static final int LAST = 3;

  @TempDir private Path temporary;

  private static Checkpoint checkpoint(int step) {
    TrainingState state =
        TrainingState.of(CORPUS, "test", step)
            .withValidationLoss(step == 2 ? 9 : -step) // the second is not the best
            .withLearner(LearnerStates.adamW(step, 3));
    return new Checkpoint(BigramModel.random(3, step), TOKENIZER, state);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  /** Saves steps until one fails, in a folder that has the one before; the last that was saved. */
  private static int run(Path folder, int first) {
    int saved = first - 1;
    try (TrainingRun run = TrainingRun.open(folder)) {
      run.resume();
      for (int step = first; step <= LAST; step++) {
        run.save(checkpoint(step));
        saved = step;
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
    return saved;
  }

  @Test
  void everyFailureLeavesACheckpointAndTheNextRunGoesOn() throws IOException {
    int failures = 0;
    for (int n = 1; ; n++) {
      Path folder = temporary.resolve("run" + n);
      checkpoint(1).save(folder);
      FaultyFileSystem faulty = new FaultyFileSystem(n);
      int saved = run(faulty.wrap(folder), 2);

      int found;
      try (TrainingRun run = TrainingRun.open(folder)) {
        Checkpoint loaded = run.resume();
        found = loaded.training().step();
        assertThat(((BigramModel) loaded.model()).logits())
            .isEqualTo(((BigramModel) checkpoint(found).model()).logits());
      }
      assertThat(found).as("after failure %d, %d was saved", n, saved).isBetween(saved, saved + 1);
      assertThat(run(folder, found + 1)).as("the next run").isEqualTo(LAST);
      assertThat(files(folder).stream().filter(name -> name.startsWith(".writing")))
          .as("leftovers of failure %d", n)
          .isEmpty();
      if (!faulty.failed()) {
        break;
      }
      failures++;
    }
    assertThat(failures).as("operations of two saves").isGreaterThan(2 * 25);
  }
}
