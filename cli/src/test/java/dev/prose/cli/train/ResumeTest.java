package dev.prose.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.checkpoint.TrainingRun;
import dev.prose.cli.CommandRun;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.MetricsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on, and what a run leaves in its folder. */
class ResumeTest {
  @TempDir private Path folder;
  private Path text = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "to be or not to be, ".repeat(50));
    out = folder.resolve("out");
  }

  private CommandRun train(Path outDir, String... more) {
    String[] first = {"train", "--out-dir", outDir.toString(), "--max-new-tokens", "0"};
    return CommandRun.of(Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private CommandRun begin(Path outDir, String... more) {
    String[] first = {"--data", text.toString(), "--eval-interval", "100", "--eval-iters", "3"};
    return train(outDir, Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private CommandRun resume(String... more) {
    String[] first = {"--init-from", "resume"};
    return train(out, Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private void assertRefused(CommandRun run, int code, String... inMessage) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).startsWith("prose: ").contains(inMessage).doesNotContain("\tat ");
  }

  @Test
  void aRunThatWasCutInTwoEndsAsOneThatWasNot() throws IOException {
    Path whole = folder.resolve("whole");
    assertThat(begin(whole, "--max-iters", "350", "--learning-rate", "0.02").code()).isZero();
    assertThat(begin(out, "--max-iters", "150", "--learning-rate", "0.02").code()).isZero();
    CommandRun resumed = resume("--max-iters", "350");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out())
        .contains(
            "resumed     " + out.resolve("checkpoint-150") + ", after 150 iterations of AdamW")
        .contains("            --max-iters was 150 and is 350\n")
        .contains("learning rate 0.02")
        .contains("corpus      text.txt");
    for (String file : new String[] {"model.safetensors", "training_state.safetensors"}) {
      assertThat(out.resolve("checkpoint-350").resolve(file))
          .hasSameBinaryContentAs(whole.resolve("checkpoint-350").resolve(file));
    }
    assertThat(MetricsCsv.read(out.resolve("metrics.csv")).stream().map(Measurement::iteration))
        .as("those of a run that was not cut")
        .containsExactly(0, 100, 200, 300, 350);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.filter(file -> file.toString().contains("events.out.tfevents"))).hasSize(2);
    }
  }

  @Test
  void aRunThatMeasuresNothingLeavesNoMeasurementsOfTheOneBefore() throws IOException {
    begin(out, "--max-iters", "100");
    assertThat(train(out, "--data", text.toString(), "--fit", "counts").code()).isZero();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("tfevents") || name.contains("metrics"))
          .contains("checkpoint-0", "checkpoint-100");
    }
  }

  @Test
  void aRunThatIsDoneHasNothingLeftToDo() {
    begin(out, "--max-iters", "100");
    CommandRun resumed = resume();
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("saved       " + out.resolve("checkpoint-100"));
  }

  @Test
  void anotherRunIsRefusedWithAllDifferences() throws IOException {
    begin(out, "--max-iters", "100");
    Path other = Files.writeString(folder.resolve("other.txt"), "what dreams may come ".repeat(50));
    assertRefused(
        resume("--data", other.toString(), "--batch-size", "16", "--seed", "7"),
        65,
        "the text was text.txt (1,000 characters, SHA-256 ",
        ") and is other.txt (1,050, ",
        "the vocabulary had 8 symbols and has 13",
        "--batch-size was 32 and is 16",
        "--seed was 1337 and is 7",
        "--init-from=scratch");
    assertThat(resume("--learning-rate", "0.1", "--max-iters", "110").out())
        .contains("--learning-rate was 0.001 and is 0.1");
  }

  /** Another text that is too short is another text first of all. */
  @Test
  void aShortTextIsRefusedAsAnother() throws IOException {
    assertThat(begin(out, "--max-iters", "5").code()).isZero();
    Path shorter = Files.writeString(folder.resolve("shorter.txt"), "to be or not\n");
    assertRefused(resume("--data", shorter.toString()), 65, "it was another one", "the text was");
  }

  @Test
  void thereMustBeARunToGoOnWith() {
    assertRefused(resume(), 66, out + ": there is no model here");
    train(out, "--data", text.toString(), "--fit", "counts");
    assertRefused(resume("--fit", "gradient"), 65, "--fit was counts and is gradient");
    assertRefused(resume(), 2, "--fit counts has no steps to go on with");
  }

  @Test
  void aCheckpointSaysNothingAboutOneStartOfARun() throws IOException {
    begin(out, "--max-iters", "100");
    Path checkpoint = out.resolve("checkpoint-100");
    Files.delete(checkpoint.resolve("manifest.json"));
    Path state = checkpoint.resolve("training_state.json");
    Path picture = Files.writeString(folder.resolve("mine.png"), "mine");
    Path elsewhere = folder.resolve("elsewhere");
    String options =
        "\"options\" : {\"plot\": \"%s\", \"out-dir\": \"%s\", \"help\": \"true\","
            .formatted(picture, elsewhere)
            .replace("\\", "\\\\");
    String json = Files.readString(state);
    assertThat(json).contains("\"options\" : {");
    Files.writeString(state, json.replace("\"options\" : {", options));
    CommandRun resumed = resume();
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("saved       " + checkpoint);
    assertThat(picture).hasContent("mine");
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void oneFolderHasOneTrainer() throws IOException {
    try (TrainingRun _ = TrainingRun.open(out)) {
      assertRefused(
          begin(out),
          74,
          out + ": process " + ProcessHandle.current().pid() + " is training here",
          "choose another --out-dir");
    }
    assertThat(begin(out, "--max-iters", "10").code()).isZero();
  }

  @Test
  void theLossesAreDrawn() {
    Path picture = folder.resolve("loss.png");
    CommandRun run = begin(out, "--max-iters", "200", "--plot", picture.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("picture     " + picture);
    assertThat(picture).isNotEmptyFile();
    assertRefused(begin(out, "--plot", "loss.gif"), 2, "must end in .png, but is loss.gif");
    assertRefused(train(out, "--fit", "counts", "--plot", "l.png"), 2, "--plot has no losses");
  }
}
