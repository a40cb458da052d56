package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.TextModel;
import dev.prose.checkpoint.Checkpoint;
import dev.prose.data.LineOrder;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.estimate.BigramEstimator;
import dev.prose.estimate.Estimator;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.estimate.NGramCounting;
import dev.prose.estimate.NGramEstimator;
import dev.prose.estimate.NeuralEstimator;
import dev.prose.estimate.StupidBackoffEstimator;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.smooth.AbsoluteDiscounting;
import dev.prose.smooth.AdditiveNGrams;
import dev.prose.smooth.CountCutoffs;
import dev.prose.smooth.EntropyPruning;
import dev.prose.smooth.Tuning;
import dev.prose.smooth.WittenBell;
import dev.prose.text.Corpus;
import dev.prose.token.kinds.TokenKinds;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The library and the command make the same models, and the same records of them. */
class LibraryTest extends ShortTextFixture {
  private static final NGramEstimator NGRAMS = NGramEstimator.DEFAULT;
  private static final NGramCounting LINES = NGramCounting.DEFAULT.withLines(true);

  static final List<Arguments> WAYS =
      List.of(
          way("", BigramEstimator.DEFAULT),
          way("--fit counts", AdditiveBigramEstimator.DEFAULT),
          way("--model ngram", NGRAMS),
          way("--model ngram --lines", NGRAMS.withCounting(LINES)),
          way("--model ngram --order 3 --tune on", NGRAMS.withOrder(3).withTuning(Tuning.ON)),
          way("--model ngram --tune off", NGRAMS.withTuning(Tuning.OFF)),
          way("--model ngram --smoothing witten-bell", NGRAMS.withSmoothing(new WittenBell())),
          way(
              "--model ngram --smoothing absolute",
              NGRAMS.withSmoothing(new AbsoluteDiscounting())),
          way(
              "--model ngram --smoothing additive --alpha 0.5",
              NGRAMS.withSmoothing(new AdditiveNGrams(0.5))),
          way(
              "--model ngram --smoothing additive --tune on",
              NGRAMS.withSmoothing(new AdditiveNGrams(1)).withTuning(Tuning.ON)),
          way(
              "--model ngram --min-count 1,1,2 --prune 1e-4",
              NGRAMS
                  .withCutoffs(new CountCutoffs(List.of(1, 1, 2)))
                  .withPruning(new EntropyPruning(1e-4))),
          way("--model ngram --smoothing stupid-backoff", StupidBackoffEstimator.DEFAULT),
          way("--model mixture", MixtureEstimator.DEFAULT),
          way(
              "--model mixture --contexts small --seed 7 --lines",
              MixtureEstimator.DEFAULT.withContexts("small").withSeed(7).withLines(true)),
          way(
              "--model gru --width 8 --batch-size 4 --block-size 8 --max-iters 20 --eval-interval 10"
                  + " --eval-iters 1 --lr-decay-iters 2500 --seed 7 --lines",
              NeuralEstimator.of(NetworkKind.GRU)
                  .withShape(new NetworkShape(1, 1, 8, 1, 1, 8, true, 0.1))
                  .withTraining(new TrainingOptions(4, 8, 20, 10, 1, 7))
                  .withLines(true)),
          way(
              "--model gpt --layers 1 --heads 1 --width 8 --batch-size 4 --block-size 8 --max-iters 20"
                  + " --eval-interval 10 --eval-iters 1 --lr-decay-iters 4000",
              NeuralEstimator.of(NetworkKind.GPT)
                  .withShape(new NetworkShape(1, 1, 8, 1, 1, 8, false, 0))
                  .withTraining(new TrainingOptions(4, 8, 20, 10, 1, 1337))));

  private static Arguments way(String options, Estimator<?> estimator) {
    return Arguments.of(options, estimator);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("WAYS")
  void trainsTheModelThatTheCommandTrains(String options, Estimator<?> estimator)
      throws IOException {
    String[] given = options.isEmpty() ? new String[0] : options.split(" ", -1);
    CommandRun command = train(concat(given, new String[] {"--max-new-tokens", "0"}));
    assertThat(command.code()).as(command.err()).isZero();
    TokenizedText read = TokenKinds.byDefault().tokenize(Corpus.read(text));
    Split split = read.split(0.9);
    if (options.contains("--lines")) {
      int lineEnd = read.tokenizer().token("\n").orElseThrow();
      read = new LineOrder(options.contains("--seed 7") ? 7 : 1337).of(read, lineEnd);
      split = Split.ofLines(read.tokens(), lineEnd, 0.9);
    }
    TextModel model = TextModel.train(read, split, estimator);
    Path own = folder.resolve("own");
    Path saved = model.save(own);

    Path ofCommand = Path.of(out).resolve(saved.getFileName());
    for (String name : files(saved)) {
      assertThat(saved.resolve(name)).hasSameBinaryContentAs(ofCommand.resolve(name));
    }
    TextModel byCommand = TextModel.load(Path.of(out));
    assertThat(model.training().corpus()).isEqualTo(byCommand.training().corpus());
    assertThat(model.training().fit()).isEqualTo(byCommand.training().fit());
    assertThat(model.training().step()).isEqualTo(byCommand.training().step());
    if (!(estimator instanceof NeuralEstimator)) { // the command keeps those of random batches
      assertThat(
              Double.compare(
                  model.training().validationLoss(), byCommand.training().validationLoss()))
          .isZero(); // scores have none, NaN
    }
  }

  /** All that says what the model is; how it came about is told with the options of the command. */
  private static List<String> files(Path checkpoint) throws IOException {
    try (Stream<Path> files = Files.list(checkpoint)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name ->
              name.startsWith("model.")
                  || name.endsWith("config.json")
                  || name.equals("tokenizer.json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void writesWhatTheCommandWrites() throws IOException {
    train("--model", "ngram", "--max-new-tokens", "0");
    CommandRun command = generate("--prompt", "She");
    TextModel model = TextModel.load(Path.of(out), Checkpoint.Kept.BEST);
    assertThat(command.out()).startsWith("She" + model.generate("She"));
  }

  @Test
  void theCommandLooksAtAModelOfTheLibrary() throws IOException {
    TokenizedText read = TokenKinds.byDefault().tokenize(Corpus.read(text));
    TextModel model = TextModel.train(read, read.split(0.9), BigramEstimator.DEFAULT);
    model.save(Path.of(out));
    assertThat(CommandRun.of("inspect", "--out-dir", out).out()).contains("5,000 iterations");
    assertThat(
            CommandRun.of(
                    "evaluate",
                    "--out-dir",
                    out,
                    "--data",
                    text.toString(),
                    "--split",
                    "validation")
                .out())
        .contains("%.6f nats".formatted(model.training().validationLoss()));
    assertFails(train("--init-from", "resume"), 65, "training_state.safetensors");
  }
}
