package dev.prose.cli.family;

import dev.prose.cli.family.bigram.BigramFamily;
import dev.prose.cli.family.bigram.BigramKind;
import dev.prose.cli.family.interpolation.InterpolateCommand;
import dev.prose.cli.family.interpolation.InterpolationKind;
import dev.prose.cli.family.mixture.ExpertKind;
import dev.prose.cli.family.mixture.MixtureFamily;
import dev.prose.cli.family.mixture.MixtureKind;
import dev.prose.cli.family.neural.NeuralArguments;
import dev.prose.cli.family.neural.NeuralFamily;
import dev.prose.cli.family.neural.NeuralKind;
import dev.prose.cli.family.ngram.ExportCommand;
import dev.prose.cli.family.ngram.ImportCommand;
import dev.prose.cli.family.ngram.NGramFamily;
import dev.prose.cli.family.ngram.NGramKind;
import dev.prose.cli.model.ModelKind;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.option.TrainingArguments;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.Family;
import dev.prose.model.Predictor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Lists the families of models, in this one place. */
public final class Families {
  private Families() {}

  /** The families that {@code prose train} makes; the first is the default. */
  public static List<Family> trained(RunArguments run) {
    TrainingArguments training = new TrainingArguments();
    NeuralArguments neural = new NeuralArguments(training);
    return List.of(
        new BigramFamily(run, training),
        new NGramFamily(run),
        new MixtureFamily(run),
        new NeuralFamily("mlp", "a perceptron over the last tokens", run, neural),
        new NeuralFamily("rnn", "a recurrent network", run, neural),
        new NeuralFamily("gru", "one of gated units", run, neural),
        new NeuralFamily("lstm", "one with a long memory", run, neural),
        new NeuralFamily("gpt2", "a transformer as GPT-2", run, neural),
        new NeuralFamily("gpt", "a transformer of today", run, neural));
  }

  private static List<ModelKind> kinds() {
    return List.of(
        new BigramKind(),
        new NGramKind(),
        new MixtureKind(),
        new ExpertKind(),
        new NeuralKind("mlp"),
        new NeuralKind("rnn"),
        new NeuralKind("gru"),
        new NeuralKind("lstm"),
        new NeuralKind("gpt2"),
        new NeuralKind("gpt"),
        new InterpolationKind(Families::kindOf));
  }

  /** The commands that are about models of one family. */
  public static Map<String, Supplier<CommandSpec>> commands(Console console) {
    Map<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();
    commands.put("interpolate", () -> new InterpolateCommand(console, Families::kindOf).spec());
    commands.put("export", () -> new ExportCommand(console).spec());
    commands.put("import", () -> new ImportCommand(console).spec());
    return commands;
  }

  /** The kind of a model. A model from outside the library has none of its own. */
  public static ModelKind kindOf(Predictor model) {
    return kinds().stream()
        .filter(kind -> kind.type().equals(model.type()))
        .findFirst()
        .orElseGet(() -> new AnyKind(model.type()));
  }

  /** Whether a model takes each line as a text of its own: any text is then a list of lines. */
  public static boolean isOfLines(Predictor model) {
    return kindOf(model).isOfLines(model);
  }

  /** A kind of model of which nothing but the name of its type is known. */
  private record AnyKind(String type) implements ModelKind {
    @Override
    public String describe(Predictor model, String unit) {
      return Report.format("%s: %,d parameters", type, model.parameterCount());
    }
  }
}
