package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.output.ExitCode;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All of the text trains: {@code --train-fraction 1}. */
class NoValidationTest extends ShortTextFixture {
  private CommandRun trainAll(String options) {
    String[] all = {"--train-fraction", "1"};
    String[] more = options.isEmpty() ? new String[0] : options.split(" ", -1);
    return train(concat(all, more));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-iters 20 --eval-interval 10",
        "--fit counts",
        "--model ngram --order 3",
        "--model ngram --order 3 --tune on --smoothing additive",
        "--model ngram --order 3 --smoothing stupid-backoff",
        "--model ngram --lines",
        "--model mixture --contexts small",
        "--model mixture --contexts small --lines"
      })
  void everyModelTrainsOnAllAndSaysThatNothingValidates(String options) throws IOException {
    CommandRun run = trainAll(options);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("split       1,720 tokens, all to train on and none to validate with")
        .contains("validation  none: all of the text trained")
        .doesNotContain("NaN");
    Checkpoint best = Checkpoint.load(Path.of(out), Checkpoint.Kept.BEST, OnUnknown.ERROR);
    Checkpoint latest = Checkpoint.load(Path.of(out), OnUnknown.ERROR);
    assertThat(best.training().step()).isEqualTo(latest.training().step());
    try (Stream<Path> files = Files.list(Path.of(out))) {
      assertThat(files.filter(Files::isDirectory)).hasSize(1);
    }
    CommandRun evaluated =
        CommandRun.of(
            "evaluate", "--split", "validation", "--data", text.toString(), "--out-dir", out);
    if (!options.contains("stupid")) {
      assertFails(evaluated, ExitCode.BAD_DATA, "there is no validation split", "--data");
      assertThat(CommandRun.of("evaluate", "--data", text.toString(), "--out-dir", out).out())
          .contains("The model was trained on all of this text.")
          .doesNotContain("--split validation");
    }
  }

  @Test
  void aLossThatDoesNotExistIsLeftOutOfFilesAndPictures() throws IOException {
    Path picture = folder.resolve("losses.png");
    CommandRun run = trainAll("--max-iters 20 --eval-interval 10 --plot " + picture);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(picture).isNotEmptyFile();
    assertThat(run.out()).contains("iteration            train    train      gap");
    List<String> rows = Files.readAllLines(Path.of(out, "metrics.csv"));
    assertThat(rows).hasSize(4);
    for (String row : rows.subList(1, 4)) {
      String[] cells = row.split(",", -1);
      assertThat(List.of(cells[3], cells[4], cells[6])).containsOnly("");
      assertThat(cells[5]).isNotEmpty();
      assertThat(cells[7]).isNotEmpty();
    }
  }

  @Test
  void theRunGoesOnAndStillHasNoValidation() throws IOException {
    assertThat(trainAll("--max-iters 10 --eval-interval 10").code()).isZero();
    CommandRun resumed = train("--init-from", "resume", "--max-iters", "20");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("none to validate with");
    assertThat(
            Checkpoint.load(Path.of(out), Checkpoint.Kept.BEST, OnUnknown.ERROR).training().step())
        .isEqualTo(20);
    assertThat(Files.readAllLines(Path.of(out, "metrics.csv"))).hasSize(4);
    assertFails(
        train("--init-from", "resume", "--train-fraction", "0.9"),
        ExitCode.BAD_DATA,
        "--train-fraction was 1 and is 0.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--fit counts"})
  void oneCharacterIsTooShortAllTheSame(String options) throws IOException {
    Files.writeString(text, "a");
    assertFails(trainAll(options), ExitCode.BAD_DATA, "token");
  }
}
