package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.Families;
import dev.prose.cli.family.MemoryOfText;
import dev.prose.cli.model.ModelEvaluation;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.data.FixedTokenization;
import dev.prose.data.LineOrder;
import dev.prose.data.OpenText;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.eval.OrderEvaluation;
import dev.prose.eval.TextCount;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.token.CharacterNames;
import dev.prose.token.OnUnknown;
import dev.prose.token.UnknownCharacterException;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Measures how well a trained model predicts a text, exactly. */
public final class EvaluateCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "evaluate",
          "Measure how well a trained model predicts a text.",
          "  prose evaluate --split validation    the number that training printed",
          "  prose evaluate --data my.txt         another text",
          "  prose evaluate --data my.txt --json  for programs");

  private final DataArguments data = new DataArguments();
  private final MemoryArguments memory = new MemoryArguments();
  private final ModelArguments model = new ModelArguments();
  private final MemoryOfText memoryOfText =
      new MemoryOfText("each character after it was predicted");
  private final Option<EvaluationView.Part> part =
      Option.of(
          EvaluationView.Part.class,
          "--split",
          "all|train|validation",
          "all",
          "Which part of the text, divided as in training");
  private final Option<Double> trainFraction =
      Option.optional(
          Double.class,
          "--train-fraction",
          "X",
          "Where --split divides the text: the share that trains (default: the model's own)");
  private final Option<OnUnknown> onUnknown =
      Option.of(
          OnUnknown.class,
          "--on-unknown",
          "error|skip|replace",
          "error",
          "What to do with a character that the model does not know");
  private final Option<Boolean> byOrder =
      Option.flag(
          "--by-order",
          "Of an n-gram model, or an interpolation with one, also how often n-grams of each length answered, and the loss there");
  private final Option<Boolean> json = Option.flag("--json", "Print one JSON object");

  public EvaluateCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "Exact: nats and bits a character, bits a byte of UTF-8, perplexity by token. Every token is"
            + " predicted but the first, which has nothing before it: neither it nor its bytes"
            + " count.");
    data.addTo(spec);
    memory.addTo(spec);
    model.addTo(spec);
    memoryOfText.addTo(spec);
    spec.addOption(part.spec());
    spec.addOption(trainFraction.spec());
    spec.addOption(onUnknown.spec());
    spec.addOption(byOrder.spec());
    spec.addOption(json.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    if (part.value() == EvaluationView.Part.ALL) {
      Usage.refuse(
          spec, List.of("--train-fraction"), "has no effect without --split: leave it out");
    }
    Usage.options(spec, memory::bytes);
    Checkpoint checkpoint = model.load(onUnknown.value());
    data.readAnyBytes(checkpoint.tokenizer().readsAnyBytes());
    double fraction = fraction(checkpoint);
    data.readLines(Families.isOfLines(checkpoint.model()));
    if (part.value() == EvaluationView.Part.VALIDATION && fraction == 1) {
      throw new InvalidDataException(
          "with train fraction 1 all of the text trains, and there is no validation split. Measure the model with --data on a text that it has not seen, without --split");
    }
    long seed = seed(checkpoint);
    try (OpenText text = open(checkpoint, seed);
        TokenizedText tokenized = tokenize(text, checkpoint, fraction, seed)) {
      EvaluationView view = evaluate(checkpoint, fraction, text, tokenized);
      if (json.value()) {
        view.json(console.out());
      } else {
        view.show(new Report(console.out()));
      }
    }
    return ExitCode.OK;
  }

  /**
   * Opens the text. Where characters and bytes are counted in it, and not in its tokens, the lines
   * of a list that is to be divided are put in the order of training here: before characters that
   * are left out or replaced could join or cut some, and for the count to go along the same lines.
   */
  private OpenText open(Checkpoint checkpoint, long seed) throws IOException {
    OpenText given = data.open(console, memory);
    if (!isDividedByLines(checkpoint) || !isCountedInText(checkpoint)) {
      return given;
    }
    try (given) {
      StringBuilder text = new StringBuilder();
      String sha256 =
          given.read((codePoints, count) -> {
            for (int i = 0; i < count; i++) {
              text.appendCodePoint(codePoints[i]);
            }
          });
      String ordered = new LineOrder(seed).of(text.toString());
      return OpenText.of(new Corpus(given.name(), ordered, sha256), new LoadListener() {});
    }
  }

  /** Reads the text; a list that is to be divided has its lines in the order of training. */
  private TokenizedText tokenize(OpenText text, Checkpoint checkpoint, double fraction, long seed)
      throws IOException {
    TokenizedText tokenized;
    try {
      FixedTokenization whole = new FixedTokenization(checkpoint.tokenizer());
      boolean broken = part.value() != EvaluationView.Part.ALL && !isDividedByLines(checkpoint);
      tokenized = text.tokenize(broken ? whole.forSplit(fraction) : whole);
    } catch (UnknownCharacterException e) {
      throw data.given() ? e : ofAnotherText(e.getMessage() + ". ", text, checkpoint, e);
    }
    boolean sameText = tokenized.sha256().equals(checkpoint.training().corpus().sha256());
    if (part.value() != EvaluationView.Part.ALL && !data.given() && !sameText) {
      tokenized.close();
      throw ofAnotherText("", text, checkpoint, null);
    }
    OptionalInt lineEnd = checkpoint.tokenizer().token("\n");
    boolean inOrder = !isDividedByLines(checkpoint) || isCountedInText(checkpoint);
    return inOrder || lineEnd.isEmpty()
        ? tokenized
        : new LineOrder(seed).of(tokenized, lineEnd.getAsInt());
  }

  /** The default text was taken, which is not the model's. */
  private static InvalidDataException ofAnotherText(
      String before, OpenText text, Checkpoint checkpoint, @Nullable Throwable cause) {
    return new InvalidDataException(
        "%sNo text was named, so that this is %s, but the model was trained on %s: name the text with %s"
            .formatted(
                before,
                text.name(),
                CharacterNames.escaped(checkpoint.training().corpus().corpus()),
                DataArguments.NAME),
        cause);
  }

  /**
   * Whether tokens do not tell the text's characters: some may be left out or replaced, or the
   * white space between words is lost.
   */
  private boolean isCountedInText(Checkpoint checkpoint) {
    return onUnknown.value() != OnUnknown.ERROR || !checkpoint.tokenizer().isLossless();
  }

  private boolean isDividedByLines(Checkpoint checkpoint) {
    return part.value() != EvaluationView.Part.ALL && Families.isOfLines(checkpoint.model());
  }

  private EvaluationView evaluate(
      Checkpoint checkpoint, double fraction, OpenText text, TokenizedText tokenized)
      throws IOException {
    Tokens all = tokenized.tokens();
    Tokens tokens =
        switch (part.value()) {
          case ALL -> all;
          case TRAIN -> split(tokenized, fraction, checkpoint).train();
          case VALIDATION -> split(tokenized, fraction, checkpoint).validation();
        };
    if (tokens.size() < 2) {
      throw new InvalidDataException(
          "an evaluation needs at least 2 tokens that the model knows, but there are %,d. Bring a longer text"
              .formatted(tokens.size()));
    }
    LanguageModel evaluated = memoryOfText.model(checkpoint, spec);
    ModelEvaluation evaluation = Families.kindOf(evaluated).evaluate(evaluated, tokens);
    TextEvaluation inUnits =
        TextEvaluation.of(evaluation.perToken(), checkpoint.tokenizer(), tokens);
    long unknown = 0;
    if (isCountedInText(checkpoint)) {
      long from = part.value() == EvaluationView.Part.VALIDATION ? all.size() - tokens.size() : 0;
      TextCount count = TextCount.of(text, checkpoint.tokenizer(), from + 1, from + tokens.size());
      unknown = count.unknown();
      inUnits = inUnits.inUnitsOf(count);
    }
    return new EvaluationView(
        checkpoint,
        evaluated,
        tokenized,
        part.value(),
        fraction,
        isDividedByLines(checkpoint),
        unknown,
        onUnknown.value(),
        inUnits,
        WordEvaluation.of(
            evaluated, checkpoint.tokenizer(), tokens, Families.isOfLines(checkpoint.model())),
        evaluation.more(),
        byOrder.value() ? byOrder(checkpoint.languageModel(), tokens) : List.of());
  }

  private List<OrderEvaluation> byOrder(LanguageModel model, Tokens tokens) {
    List<OrderEvaluation> orders = OrderEvaluation.of(model, tokens);
    if (orders.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--by-order needs an n-gram model or an interpolation with one, and this is another model: leave it out");
    }
    return orders;
  }

  /** Divides the tokens as in training: a list of lines between two of them. */
  private static Split split(TokenizedText text, double fraction, Checkpoint checkpoint) {
    OptionalInt lineEnd = checkpoint.tokenizer().token("\n");
    return Families.isOfLines(checkpoint.model()) && lineEnd.isPresent()
        ? Split.ofLines(text.tokens(), lineEnd.getAsInt(), fraction)
        : text.split(fraction);
  }

  /** The seed from which training drew the order of the lines. */
  private static long seed(Checkpoint checkpoint) {
    String recorded = checkpoint.training().options().get("seed");
    if (recorded == null) {
      return TrainingOptions.DEFAULT.seed();
    }
    try {
      return Long.parseLong(recorded);
    } catch (NumberFormatException e) {
      throw noNumber("seed", recorded, e);
    }
  }

  private static InvalidDataException noNumber(String option, String recorded, Exception cause) {
    return new InvalidDataException(
        "the model's training_state.json has the %s %s, which is no number"
            .formatted(option, CharacterNames.escaped(recorded)),
        cause);
  }

  /** The train fraction given, or that of training, or the default, with a notice. */
  private double fraction(Checkpoint checkpoint) {
    if (trainFraction.given().isPresent()) {
      return Usage.options(spec, () -> Split.requireFraction(trainFraction.value()));
    }
    String recorded = checkpoint.training().options().get("train-fraction");
    if (recorded == null) {
      if (part.value() != EvaluationView.Part.ALL) {
        console.notice(
            "The model does not say how its text was divided: --split takes the train fraction "
                + Split.DEFAULT_TRAIN_FRACTION);
      }
      return Split.DEFAULT_TRAIN_FRACTION;
    }
    try {
      return Split.requireFraction(Double.parseDouble(recorded));
    } catch (IllegalArgumentException e) {
      throw noNumber("train fraction", recorded, e);
    }
  }
}
