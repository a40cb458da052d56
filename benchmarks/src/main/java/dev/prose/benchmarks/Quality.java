package dev.prose.benchmarks;

import dev.prose.plot.TimeAndLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The loss on unseen text of each model that the command can train, and the time it takes. */
final class Quality implements Chapter {
  private static final Pattern VALIDATION =
      Pattern.compile("^validation +([0-9.]+) nats", Pattern.MULTILINE);
  private static final Pattern WINDOWS =
      Pattern.compile("^ +([0-9.]+) nats in windows of ([0-9,]*[0-9])", Pattern.MULTILINE);

  /**
   * A way to train.
   *
   * @param name the name in the table and the picture
   */
  private record Training(String name, List<String> options) {
    Training(String name, String... options) {
      this(name, List.of(options));
    }
  }

  /** Every model of the command, in the order of its help. A new model is one more line here. */
  private static final List<Training> TRAININGS =
      List.of(
          new Training("bigram, 5,000 steps"),
          new Training(
              "bigram, 3,000 steps at 1e-2", "--learning-rate", "1e-2", "--max-iters", "3000"),
          new Training("bigram, counted", "--fit", "counts"),
          nGrams(3),
          nGrams(5),
          nGrams(7),
          nGrams(8),
          new Training("7-grams, not tuned", "--model", "ngram", "--order", "7", "--tune", "off"),
          new Training(
              "5-grams, Witten-Bell",
              "--model",
              "ngram",
              "--order",
              "5",
              "--smoothing",
              "witten-bell"),
          mixture("small"),
          mixture("medium"));

  private static final Training SLOW = mixture("large"); // takes ten seconds

  private static final Training SLOWEST =
      new Training(
          "mixture, large, with an expert",
          "--model",
          "mixture",
          "--contexts",
          "large",
          "--expert",
          "gru");

  /** Networks, by their presets, of which each takes a minute or several. */
  private static final List<String> NETWORKS = List.of("mlp", "rnn", "gru", "lstm", "gpt2", "gpt");

  /**
   * What a model predicts, in nats per character.
   *
   * @param exact each character of the validation split, after all that is before it there
   * @param windows the same in windows that see nothing before them, as it is written; empty if the
   *     model has no such length
   */
  private record Loss(double exact, String windows) {}

  private static Training mixture(String contexts) {
    return new Training("mixture, " + contexts, "--model", "mixture", "--contexts", contexts);
  }

  private static Training nGrams(int order) {
    return new Training(order + "-grams", "--model", "ngram", "--order", String.valueOf(order));
  }

  private final Path picture;

  /**
   * @param picture the PNG file to write
   */
  Quality(Path picture) {
    this.picture = picture;
  }

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    report.section("Quality for time");
    Path work = setting.work().resolve("quality");
    // Prepares the cache that later starts use.
    new Command(List.of(setting.prose().toString(), "--version"), Optional.empty(), work).take();
    List<Training> trainings = new ArrayList<>(TRAININGS);
    List<String> notMeasured = new ArrayList<>();
    if (setting.quick()) {
      notMeasured.add(SLOW.name + ", and networks: too slow for a quick run");
    } else {
      trainings.add(SLOW);
    }
    Map<String, Loss> losses = new HashMap<>(); // by the training's name
    String title = "The whole process of training, and the loss on the validation split";
    List<Measured> measured =
        new ArrayList<>(
            compare(
                setting, report, title, trainings, setting.quick() ? 1 : 3, notMeasured, losses));
    if (!setting.quick()) {
      List<Training> networks =
          Stream.concat(
                  NETWORKS.stream().map(name -> new Training(name, "--model", name)),
                  Stream.of(SLOWEST))
              .toList();
      measured.addAll(
          compare(
              setting,
              report,
              "The same of networks, and of a mixture with one on top, one run each",
              networks,
              1,
              List.of(),
              losses));
    }
    List<List<String>> rows =
        new ArrayList<>(
            List.of(
                List.of(
                    "",
                    "seconds",
                    "validation loss, nats per character",
                    "in windows that see nothing before them")));
    List<TimeAndLoss.Point> points = new ArrayList<>();
    for (Measured one : measured) {
      Loss loss = losses.get(one.name());
      if (loss != null) {
        double seconds = one.seconds().median();
        rows.add(
            List.of(
                one.name(),
                Quantity.format(seconds),
                String.format(Locale.ROOT, "%.4f", loss.exact),
                loss.windows));
        points.add(new TimeAndLoss.Point(one.name(), seconds, loss.exact));
      }
    }
    report.table(rows);
    report.paragraph(
        "Each loss is over the whole validation split, every character once. The last column has the protocol of nanoGPT, which samples such windows: the characters at their beginnings are predicted from little.");
    if (!points.isEmpty()) {
      TimeAndLoss.write(picture, points);
      report.paragraph("![Loss against time](" + picture.getFileName() + ")");
    }
  }

  /** Trains in turns, and keeps the losses. */
  private static List<Measured> compare(
      Setting setting,
      Report report,
      String title,
      List<Training> trainings,
      int rounds,
      List<String> notMeasured,
      Map<String, Loss> losses)
      throws InterruptedException {
    Path work = setting.work().resolve("quality");
    List<Contender> contenders = new ArrayList<>();
    for (Training training : trainings) {
      Command command = command(setting, training, work);
      contenders.add(
          new Contender(
              training.name,
              () -> {
                List<Sample> samples = command.take();
                loss(work).ifPresent(loss -> losses.put(training.name, loss));
                return samples;
              }));
    }
    return report
        .compare(
            new Comparison(
                title, new Quantity.Duration(), rounds, contenders, List.of(), notMeasured))
        .measured();
  }

  private static Command command(Setting setting, Training training, Path work) {
    List<String> words = new ArrayList<>(List.of(setting.prose().toString(), "train"));
    words.addAll(training.options);
    words.addAll(List.of("--data", setting.text().toString()));
    return new Command(words, Optional.empty(), work);
  }

  private static Optional<Loss> loss(Path work) throws IOException {
    String output = Files.readString(work.resolve(Command.OUTPUT));
    Matcher windows = WINDOWS.matcher(output);
    String inWindows =
        windows.find() ? "%s, of %s".formatted(windows.group(1), windows.group(2)) : "";
    // The last one, because a mixture is measured before it gets an expert.
    return VALIDATION
        .matcher(output)
        .results()
        .reduce((_, later) -> later)
        .map(exact -> new Loss(Double.parseDouble(exact.group(1)), inWindows));
  }
}
