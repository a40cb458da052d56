package dev.prose.cli.family.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.CommandRun;
import dev.prose.cli.JavaProcess;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.MetricsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code prose train} of networks, with all that comes before and after. */
class NeuralCommandTest {
  private static final String TEXT = "she sells sea shells\nby the sea shore\n".repeat(30);

  @TempDir private Path folder;
  private Path text = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("shells.txt"), TEXT);
    out = folder.resolve("out");
  }

  private static String[] concat(String[] first, String... more) {
    return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  /** A small network of some type, on batches of a few tokens. */
  private CommandRun train(Path to, String type, String... more) {
    String[] small = {
      "train",
      "--data=" + text,
      "--out-dir=" + to,
      "--model=" + type,
      "--width=8",
      "--batch-size=3",
      "--block-size=6",
      "--eval-iters=2"
    };
    return CommandRun.of(concat(small, more));
  }

  private static CommandRun done(CommandRun run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static void assertFails(CommandRun run, int code, String... inMessage) {
    assertThat(run.err()).startsWith("prose: ").contains(inMessage).doesNotContain("\tat ");
    assertThat(run.code()).as(run.err()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "rnn", "gru", "lstm", "gpt2", "gpt"})
  void eachTypeLearnsIsKeptAndIsUsed(String type) throws IOException {
    Path picture = folder.resolve("loss.png");
    CommandRun run =
        done(
            train(
                out,
                type,
                "--max-iters=60",
                "--eval-interval=30",
                "--learning-rate=0.03",
                "--warmup-iters=5",
                "--max-new-tokens=20",
                "--plot=" + picture));
    assertThat(run.out())
        .contains(
            "\nmodel       " + type + ", ",
            " parameters, on the CPU\n",
            "5 iterations of warm-up, then along a ",
            "\nvalidation  ",
            " (exact)\n",
            "tokens a second with the evaluations\n",
            "\npicture     ");
    assertThat(run.out().contains(" nats in windows of 6,")).isEqualTo(type.startsWith("gpt"));
    assertThat(picture).isNotEmptyFile();
    assertThat(MetricsCsv.read(out.resolve("metrics.csv")).stream().map(Measurement::iteration))
        .containsExactly(0, 30, 60);
    double[] losses = losses(run);
    assertThat(losses[0]).as("near ln 12").isBetween(2.2, 3.1);
    assertThat(losses[losses.length - 1]).isLessThan(losses[0] - 0.2);
    CommandRun evaluation =
        done(CommandRun.of("evaluate", "--out-dir=" + out, "--data=" + text, "--split=validation"));
    assertThat(evaluation.out()).contains(type + ", ");
    assertThat(number("\nloss +([0-9.]+) nats", evaluation))
        .isCloseTo(number("\nvalidation  ([0-9.]+) nats", run), within(0.00006));
    done(CommandRun.of("generate", "--out-dir=" + out, "--prompt=sea", "--max-new-tokens=20"));
    Path seen = folder.resolve("seen.png");
    CommandRun shown =
        done(CommandRun.of("inspect", "--out-dir=" + out, "--after=sea", "--plot=" + seen));
    assertThat(shown.out().contains("\nlayer head  sea  most at\n"))
        .isEqualTo(type.startsWith("gpt"));
    assertThat(seen).isNotEmptyFile();
    done(CommandRun.of("score", "--out-dir=" + out, "--data=" + text));
  }

  /** The losses of the table: train, row by row. */
  private static double[] losses(CommandRun run) {
    return Pattern.compile("(?m)^ +[0-9,]+ +([0-9.]+) ±")
        .matcher(run.out())
        .results()
        .mapToDouble((MatchResult row) -> Double.parseDouble(row.group(1)))
        .toArray();
  }

  /** The first number of a report that a pattern finds. */
  private static double number(String pattern, CommandRun run) {
    return Pattern.compile(pattern)
        .matcher(run.out())
        .results()
        .mapToDouble((MatchResult line) -> Double.parseDouble(line.group(1)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "gru, --accumulate=2 --dropout=0.3 --lines",
    "lstm, --layers=2 --dropout=0.2",
    "gpt2, --dropout=0.2 --heads=2 --biases=true",
    "gpt, --dropout=0.2 --heads=2 --lines",
    "mlp, --optimizer=muon"
  })
  void aRunThatWasCutInTwoEndsAsOneThatWasNot(String type, String options) throws IOException {
    String[] more = concat(options.split(" "), "--eval-interval=10", "--warmup-iters=5");
    Path whole = folder.resolve("whole");
    done(train(whole, type, concat(more, "--max-iters=25", "--lr-decay-iters=25")));
    done(train(out, type, concat(more, "--max-iters=13", "--lr-decay-iters=25")));
    CommandRun resumed =
        done(
            CommandRun.of(
                "train",
                "--init-from=resume",
                "--out-dir=" + out,
                "--max-iters=25",
                "--max-new-tokens=0"));
    assertThat(resumed.out()).contains("resumed     ", "--max-iters was 13 and is 25");
    for (String file : new String[] {"model.safetensors", "training_state.safetensors"}) {
      assertThat(out.resolve("checkpoint-25").resolve(file))
          .hasSameBinaryContentAs(whole.resolve("checkpoint-25").resolve(file));
    }
    assertFails(
        CommandRun.of("train", "--init-from=resume", "--out-dir=" + out, "--width=16"),
        65,
        "--width was 8 and is 16");
  }

  @Test
  void aRunStopsWhenItsPatienceEndsAlsoAfterItWasCut() throws IOException {
    // So small a rate that which loss is the lowest is a matter of the batches.
    String[] options = {"--learning-rate=1e-12", "--eval-interval=5", "--patience=3"};
    Path whole = folder.resolve("whole");
    CommandRun run = done(train(whole, "mlp", concat(options, "--max-iters=1000")));
    assertThat(run.out()).contains("\nstopped     ", "\nbest        after ", "--checkpoint best");
    int last = Checkpoint.training(whole, Checkpoint.Kept.LATEST).step();
    int best = Checkpoint.training(whole, Checkpoint.Kept.BEST).step();
    assertThat(last).isEqualTo(best + 15).isLessThan(1000);
    done(train(out, "mlp", concat(options, "--max-iters=" + (last - 2))));
    CommandRun resumed =
        done(CommandRun.of("train", "--init-from=resume", "--out-dir=" + out, "--max-iters=1000"));
    assertThat(resumed.out()).contains("\nstopped     ");
    assertThat(Checkpoint.training(out, Checkpoint.Kept.LATEST).step()).isEqualTo(last);
    assertThat(Checkpoint.training(out, Checkpoint.Kept.BEST).step()).isEqualTo(best);
  }

  @Test
  void aRunMayBeginWithAnotherModelOfItsType() throws IOException {
    Path first = folder.resolve("first");
    done(train(first, "gru", "--max-iters=40", "--eval-interval=40", "--learning-rate=0.03"));
    String[] warm = {
      "train",
      "--init-from=" + first,
      "--data=" + text,
      "--out-dir=" + out,
      "--max-iters=10",
      "--max-new-tokens=0"
    };
    CommandRun run = done(CommandRun.of(concat(warm, "--model=gru")));
    assertThat(run.out()).contains("gru, 1 layer of 8 units");
    assertThat(losses(run)[0]).isLessThan(2.3);
    assertFails(
        CommandRun.of(concat(warm, "--model=lstm")),
        65,
        "the model to go on with is of the type gru and not lstm: say --model gru");
    assertFails(CommandRun.of(warm), 65, "is of the type gru and not bigram");
    assertFails(
        CommandRun.of(concat(warm, "--model=gru", "--layers=2")),
        2,
        "--layers has no effect with --init-from DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte", "word", "bpe", "whitespace"})
  void anyTokensWillDo(String tokens) {
    String[] options = {"--max-iters=2", "--eval-interval=2", "--tokenizer=" + tokens};
    String size = tokens.equals("bpe") ? "--vocab-size=280" : "--train-fraction=0.8";
    CommandRun run = done(train(out, "gru", concat(options, size)));
    assertThat(run.out()).contains("\nvalidation  ");
  }

  @Test
  void allOfTheTextMayTrain() {
    CommandRun run = done(train(out, "gpt", "--max-iters=2", "--train-fraction=1"));
    assertThat(run.out()).contains("validation  none");
    assertThat(
            new CommandRun.Setting()
                .terminal()
                .run(
                    "train", "--data=" + text, "--out-dir=" + out, "--model=mlp", "--max-iters=400")
                .err())
        .contains(" tok/s ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpt2 | --heads=3 | 2 | the width must be a multiple of the number of heads",
        "gpt2 | --layers=0 | 2 | must be from 1",
        "gru | --heads=2 | 2 | --heads has no effect without --model gpt2 or gpt",
        "mlp | --layers=2 | 2 | --layers has no effect without --model rnn or gru or lstm or gpt2",
        "ngram | --dropout=0.1 | 2 | --dropout has no effect without --model mlp",
        "bigram | --grad-clip=1 | 2 | --grad-clip has no effect without --model mlp",
        "gru | --order=3 | 2 | --order has no effect without --model ngram",
        "gru | --dropout=1 | 2 | dropout must be in [0, 1), but is 1.0",
        "gru | --lr-decay=none --min-lr=1e-4 | 2 | --min-lr has no effect with --lr-decay none",
        "gru | --muon-learning-rate=1 | 2 | --muon-learning-rate has no effect without",
        "gru | --min-lr=1 | 2 | --min-lr must be from 0 to the learning rate, 0.005, but is 1",
        "gru | --patience=1 --train-fraction=1 | 2 | --train-fraction 1 leaves nothing to validate",
        "gru | --accumulate=65536 | 2 | a step may have 16,777,216 tokens, but accumulate 65,536",
        "gpt2 | --width=16 --block-size=12000 | 2 | takes too much memory to read",
        "gru | --patience=-1 | 2 | patience must be at least 0, but is -1",
        "gru | --accumulate=0 | 2 | accumulate must be from 1 to 65,536, but is 0",
        "gru | --grad-clip=-1 | 2 | grad clip must be finite and at least 0, but is -1",
        "gru | --warmup-iters=-1 | 2 | warmup iters must be at least 0, but is -1",
        "gru | --optimizer=sgd | 2 | expected one of adamw, muon, but was 'sgd'",
        "gru | --lr-decay=step | 2 | expected one of none, cosine, linear",
        "gru | --block-size=5000 | 65 | block",
        "gpt2 | --width=4096 --heads=1 --layers=30 | 65 | parameters takes some",
      })
  void mistakesAreExplained(String type, String options, int code, String message) {
    String[] small = {"train", "--data=" + text, "--out-dir=" + out, "--model=" + type};
    assertFails(CommandRun.of(concat(small, options.split(" "))), code, message);
  }

  @Test
  void aWarmUpThatIsLongerThanTheRunIsTold() {
    assertThat(done(train(out, "gru", "--max-iters=3")).out())
        .contains("100 iterations of warm-up, longer than the run (--warmup-iters), gradients");
  }

  @Test
  void aRunThatDivergesSaysSo() {
    assertFails(
        train(out, "rnn", "--learning-rate=1e38", "--warmup-iters=0", "--lr-decay=none"),
        70,
        "training diverged");
    // The losses of batches are numbers, which say nothing: everything is too large.
    Path other = folder.resolve("other");
    String[] absurd = {"--learning-rate=1e20", "--warmup-iters=0", "--grad-clip=0"};
    assertFails(train(other, "gpt2", concat(absurd, "--max-iters=1")), 70, "diverged");
    assertThat(other.resolve("checkpoint-1")).doesNotExist();
  }

  /** What starts in a tenth of a second must not wait for classes that it does not need. */
  @Test
  void otherFamiliesLoadNoClassOfNetworks() throws IOException, InterruptedException {
    Path log = folder.resolve("classes.txt");
    Process process =
        JavaProcess.startNamingClasses(
            log, "train", "--data=" + text, "--out-dir=" + out, "--max-iters=10");
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(
            Files.readString(log)
                .lines()
                .flatMap(line -> Pattern.compile("dev\\.prose\\S*").matcher(line).results())
                .map(MatchResult::group)
                .filter(name -> name.contains(".neural")))
        .containsExactlyInAnyOrder(
            "dev.prose.cli.family.neural.NeuralArguments",
            "dev.prose.cli.family.neural.NeuralFamily");
  }
}
