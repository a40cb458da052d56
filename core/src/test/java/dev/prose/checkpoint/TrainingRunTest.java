package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.model.BigramModel;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {
  private static final Corpus CORPUS = Corpus.of("test", "abc");
  private static final CharTokenizer TOKENIZER = CharTokenizer.of("abc");

  @TempDir private Path out;

  private static Checkpoint checkpoint(int step, double validationLoss) {
    TrainingState state =
        TrainingState.of(CORPUS, "test", step)
            .withValidationLoss(validationLoss)
            .withOptions(Map.of("seed", "1"))
            .withLearner(LearnerStates.adamW(step, 3));
    return new Checkpoint(BigramModel.random(3, step), TOKENIZER, state);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  private int step(Checkpoint.Kept kept) throws IOException {
    return Checkpoint.load(out, kept, OnUnknown.ERROR).training().step();
  }

  @Test
  void theLatestAndTheBestAreKeptAndNoOther() throws IOException {
    try (TrainingRun run = TrainingRun.open(out)) {
      run.save(checkpoint(0, 5));
      run.save(checkpoint(1, 3));
      run.save(checkpoint(2, 4));
      assertThat(files(out)).containsExactly("checkpoint-1", "checkpoint-2", "checkpoints.txt");
      run.save(checkpoint(3, Double.NaN));
      assertThat(step(Checkpoint.Kept.LATEST)).isEqualTo(3);
      assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(1);
      run.save(checkpoint(4, 2));
      assertThat(files(out)).containsExactly("checkpoint-4", "checkpoints.txt");
      assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(4);
    }
  }

  @Test
  void aRunGoesOnFromItsLatestAndKnowsItsBest() throws IOException {
    try (TrainingRun run = TrainingRun.open(out)) {
      run.save(checkpoint(1, 3));
      run.save(checkpoint(2, 4));
    }
    try (TrainingRun run = TrainingRun.open(out)) {
      Checkpoint resumed = run.resume();
      Checkpoint saved = checkpoint(2, 4);
      assertThat(((BigramModel) resumed.model()).logits())
          .isEqualTo(((BigramModel) saved.model()).logits());
      assertThat(resumed.training()).usingRecursiveComparison().isEqualTo(saved.training());
      run.save(checkpoint(5, 3.5));
      assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(1);
      run.save(checkpoint(6, 2.5));
      assertThat(step(Checkpoint.Kept.BEST)).isEqualTo(6);
      assertThat(files(out)).containsExactly("checkpoint-6", "checkpoints.txt");
    }
  }

  @Test
  void aNewRunKeepsTheLatestOfTheOneBefore() throws IOException {
    checkpoint(5000, 1).save(out);
    try (TrainingRun run = TrainingRun.open(out)) {
      run.save(checkpoint(0, 9));
      assertThat(step(Checkpoint.Kept.BEST)).as("of this run").isZero();
      run.save(checkpoint(5000, 8));
      assertThat(files(out))
          .containsExactly("checkpoint-5000", "checkpoint-5000-2", "checkpoints.txt");
    }
    checkpoint(7, 1).save(out);
    assertThat(files(out)).containsExactly("checkpoint-5000-2", "checkpoint-7", "checkpoints.txt");
  }

  @Test
  void whatPersonsPutThereStays() throws IOException {
    Files.writeString(out.resolve("diary.txt"), "mine");
    Files.createDirectories(out.resolve("checkpoint-2"));
    Files.writeString(out.resolve("checkpoint-2").resolve("notes.txt"), "mine too");
    try (TrainingRun run = TrainingRun.open(out)) {
      Path first = run.save(checkpoint(1, 3));
      Files.writeString(first.resolve("notes.txt"), "mine as well");
      assertThat(run.save(checkpoint(2, 2))).endsWith(Path.of("checkpoint-2-2"));
      assertThat(files(first)).containsExactly("notes.txt");
      assertThat(files(out))
          .containsExactly(
              "checkpoint-1", "checkpoint-2", "checkpoint-2-2", "checkpoints.txt", "diary.txt");
    }
  }

  @Test
  void whatKilledRunsLeaveMakesRoom() throws IOException {
    try (TrainingRun run = TrainingRun.open(out)) {
      run.save(checkpoint(1, 3));
      Path killedBeforeItCounted = run.save(checkpoint(2, 2));
      Files.writeString(out.resolve("checkpoints.txt"), "latest checkpoint-7\nbest checkpoint-7\n");
      Files.move(killedBeforeItCounted, out.resolve("checkpoint-3"));
      Files.createDirectories(out.resolve(".writing-1-1"));
      Files.writeString(out.resolve(".writing-1-1").resolve("config.json"), "{");
    }
    try (TrainingRun run = TrainingRun.open(out)) {
      assertThat(run.save(checkpoint(3, 1))).endsWith(Path.of("checkpoint-3"));
      assertThat(step(Checkpoint.Kept.LATEST)).isEqualTo(3);
      assertThat(files(out)).containsExactly("checkpoint-3", "checkpoints.txt");
    }
  }

  @Test
  void aSecondTrainerIsRefused() throws IOException {
    try (TrainingRun run = TrainingRun.open(out)) {
      run.save(checkpoint(1, 3));
      assertThatThrownBy(() -> TrainingRun.open(out))
          .isInstanceOf(FolderInUseException.class)
          .hasMessage("%s: process %d is training here", out, ProcessHandle.current().pid());
    }
    TrainingRun.open(out).close();
  }

  @Test
  void onlyARunCanGoOn() throws IOException {
    try (TrainingRun run = TrainingRun.open(out)) {
      assertThatThrownBy(run::resume)
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("there is no model here");
    }
    new Checkpoint(BigramModel.random(3, 1), TOKENIZER, TrainingState.of(CORPUS, "counts", 0))
        .save(out);
    try (TrainingRun run = TrainingRun.open(out)) {
      TrainingState state = run.resume().training();
      assertThatThrownBy(state::requireLearner)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("has no training_state.safetensors");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../elsewhere",
        "",
        "checkpoint-",
        "checkpoint-9",
        "checkpoint-1/../..",
        "checkpoint-\u00b9"
      })
  void aPointerOutOfTheFolderIsRefused(String name) throws IOException {
    checkpoint(1, 1).save(out);
    String pointers = "latest %s\nbest checkpoint-1\n".formatted(name);
    Files.writeString(out.resolve("checkpoints.txt"), pointers);
    assertThatThrownBy(() -> step(Checkpoint.Kept.LATEST))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("checkpoints.txt");
  }

  @Test
  void aDamagedPointerIsReplacedByTheNextSave() throws IOException {
    checkpoint(1, 1).save(out);
    Files.writeString(out.resolve("checkpoints.txt"), "{");
    checkpoint(1, 2).save(out);
    assertThat(files(out))
        .as("what may have counted stays")
        .containsExactly("checkpoint-1", "checkpoint-1-2", "checkpoints.txt");
    assertThat(Checkpoint.load(out, OnUnknown.ERROR).training().validationLoss()).isEqualTo(2);
  }

  @Test
  void aLearnersStateIsCheckedAndMayBeMissing() throws IOException {
    Path folder = checkpoint(1, 1).save(out);
    Files.delete(folder.resolve("manifest.json"));
    Path state = folder.resolve("training_state.json");
    String json = Files.readString(state);
    Files.writeString(state, json.replace("\"steps\" : 1", "\"steps\" : -1"));
    try (TrainingRun run = TrainingRun.open(out)) {
      assertThatThrownBy(run::resume).hasMessageContaining("\"optimizer.steps\" must be");
    }
    Files.writeString(state, json);
    Files.delete(folder.resolve("training_state.safetensors"));
    try (TrainingRun run = TrainingRun.open(out)) {
      TrainingState without = run.resume().training();
      assertThatThrownBy(without::requireLearner)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("has no training_state.safetensors");
    }
  }
}
