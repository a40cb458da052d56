package dev.prose.spark;

import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingRun;
import dev.prose.cli.family.ngram.NGramFamily;
import dev.prose.cli.family.ngram.NGramText;
import dev.prose.cli.family.ngram.NGramTraining;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.Family;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Training;
import dev.prose.cli.train.TrainingSession;
import dev.prose.count.NGramCounts;
import dev.prose.estimate.NGramCounting;
import dev.prose.estimate.TextEnd;
import dev.prose.eval.PartEvaluation;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.model.NGramModel;
import dev.prose.smooth.CountCutoffs;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs what the options of {@code prose train} say on a cluster. */
final class SparkTraining implements Training {
  /** The property that says into how many slices a text is cut. */
  private static final String SLICES = "spark.prose.slices";

  private static final Pattern ADDRESS = Pattern.compile("(^|/)[a-z][a-z0-9+.-]+:/");

  private final Supplier<SparkSession> sessions;
  private final long most;

  /**
   * @param sessions gives the session, or makes one
   */
  SparkTraining(Supplier<SparkSession> sessions) {
    this(sessions, NGramCounts.MOST_OF_A_LENGTH);
  }

  /**
   * @param most how many different n-grams of a length a model can have
   */
  SparkTraining(Supplier<SparkSession> sessions, long most) {
    this.sessions = sessions;
    this.most = most;
  }

  @Override
  public int run(TrainingSession training, Family family) throws IOException {
    if (!(family instanceof NGramFamily nGrams)) {
      throw refusal(
          training,
          "on Spark name --model ngram: --model "
              + family.name()
              + " is learned by one machine, with prose train");
    }
    for (Option<?> option : family.ofOneStart()) {
      if (option.given().isPresent()) {
        throw refusal(
            training,
            option.name() + " has no effect on Spark, whose settings say that: leave it out");
      }
    }
    Path outDir = training.arguments().outDir().value();
    if (ADDRESS.matcher(outDir.toString()).find()) {
      throw refusal(
          training,
          "--out-dir is a folder of the driver's machine, but is "
              + outDir
              + ": name a folder there, and copy the model to where it is to be");
    }
    if (training.arguments().data().sources().isEmpty()) {
      throw refusal(
          training, "on Spark the text has to be named: --data hdfs:///texts/*.txt, for instance");
    }
    SparkSession session = sessions.get();
    int slices = slices(session, training);
    try (Cluster cluster = new Cluster(session)) {
      return Failures.unwrapping(() -> run(training, nGrams, session, cluster, slices));
    } catch (OutOfMemoryError e) {
      throw new DriverMemoryException("the model", Runtime.getRuntime().maxMemory());
    }
  }

  private static ParameterException refusal(TrainingSession training, String reason) {
    CommandSpec command = training.arguments().data().options().getFirst().command();
    return new ParameterException(command.commandLine(), reason);
  }

  private int run(
      TrainingSession training,
      NGramFamily family,
      SparkSession session,
      Cluster cluster,
      int slices)
      throws IOException {
    RunArguments arguments = training.arguments();
    DataArguments data = arguments.data();
    FileText text =
        FileText.read(
            TextFiles.find(data.sources(), cluster.files().hadoop()),
            new FileText.Reading(
                training.tokenization(),
                TextFormat.of(data.decoder()),
                arguments.lines().value(),
                arguments.trainFraction().value(),
                arguments.seed().value(),
                slices,
                true),
            cluster,
            new LoadListener() {
              @Override
              public void notice(String message) {
                training.console().notice(message);
              }
            });
    return learn(training, family, text, session, cluster);
  }

  private static int slices(SparkSession session, TrainingSession training) {
    String slices = session.conf().get(SLICES, "0");
    try {
      int number = Integer.parseInt(slices);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw refusal(training, SLICES + " must be a number of slices, but is " + slices);
  }

  private int learn(
      TrainingSession training,
      NGramFamily family,
      FileText fileText,
      SparkSession session,
      Cluster cluster)
      throws IOException {
    Provenance corpus = fileText.corpus();
    DistributedText text = fileText.text();
    training.console().out().goOnWithoutReader(); // the model is kept all the same
    family.requireEnough(text.trainSize(), text.validationSize());
    Report report = new Report(training.console().out());
    NGramTraining.Made made;
    try (TrainingRun run = TrainingRun.open(training.arguments().outDir().value())) {
      training.report(report, corpus, text.tokenizer(), text.trainSize(), text.validationSize());
      try (Keeper keeper = training.keeper(run, text.tokenizer(), corpus, family)) {
        made =
            family
                .training()
                .make(new Text(session, cluster, text, report, most, family.training()), report);
        keeper.keep(
            new Keeper.Snapshot(
                made.model(), 0, made.description(), made.validationLoss(), Optional.empty()));
        keeper.finish();
      }
      report.line("saved", "%s", run.latest());
    }
    if (made.model() instanceof LanguageModel model) {
      training.write(model, text.tokenizer(), report);
    }
    return ExitCode.OK;
  }

  /** A text on a cluster, for the training that the command has. */
  private static final class Text implements NGramText {
    private final SparkSession session;
    private final Cluster cluster;
    private final DistributedText text;
    private final Report report;
    private final long most; // n-grams of a length
    private final Optional<CountCutoffs> cutoffs;
    private final boolean tunesWithinAll;
    private @Nullable PartEvaluation evaluation; // of the only model

    Text(
        SparkSession session,
        Cluster cluster,
        DistributedText text,
        Report report,
        long most,
        NGramTraining training) {
      this.session = session;
      this.cluster = cluster;
      this.report = report;
      this.most = most;
      this.cutoffs = training.cutoffs();
      this.tunesWithinAll = training.tunesWithinAll();
      this.text = text;
    }

    @Override
    public Tokenizer tokenizer() {
      return text.tokenizer();
    }

    @Override
    public long trainSize() {
      return text.trainSize();
    }

    @Override
    public long validationSize() {
      return text.validationSize();
    }

    @Override
    public NGramCounts count(NGramCounting counting) throws IOException {
      try (DistributedCounts counts =
          DistributedCounts.of(session, cluster, text, counting.order())) {
        int tooMany = 0;
        for (int n = 1; n <= counting.order() && tooMany == 0; n++) {
          tooMany = counts.different(n) > most ? n : 0;
        }
        if (tooMany == 0) {
          return counts.collect();
        }
        if (cutoffs.isEmpty()) {
          throw new InvalidDataException(
              "there are %,d different n-grams of length %d, but a model has at most %,d: leave rare ones out with --min-count, or take a lower --order"
                  .formatted(counts.different(tooMany), tooMany, most));
        }
        if (tunesWithinAll) {
          throw new InvalidDataException(
              "--tune on needs all counts, but %,d n-grams of length %d are more than a model has: leave it out"
                  .formatted(counts.different(tooMany), tooMany));
        }
        report.line(
            "counts",
            "%,d n-grams of length %d are more than a model has: --min-count is applied before the smoothing",
            counts.different(tooMany),
            tooMany);
        return counts.collect(cutoffs.get());
      }
    }

    @Override
    public TextEnd trainEnd(long tokens) throws IOException {
      return new TextEnd(text.trainEnd(tokens), text.trainSize());
    }

    @Override
    public TextEvaluation evaluate(LanguageModel model) throws IOException {
      return evaluation(model).text();
    }

    @Override
    public Optional<WordEvaluation> evaluateWords(LanguageModel model) throws IOException {
      return evaluation(model).words(text.tokenizer());
    }

    private PartEvaluation evaluation(LanguageModel model) throws IOException {
      PartEvaluation made =
          evaluation == null ? text.evaluate(model, ((NGramModel) model).order()) : evaluation;
      evaluation = made;
      return made;
    }
  }
}
