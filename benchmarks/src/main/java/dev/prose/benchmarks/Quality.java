package dev.prose.benchmarks;

import dev.prose.plot.TimeAndLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The loss on unseen text of each model that the command can train, and the time it takes. */
final class Quality implements Chapter {
  private static final Pattern VALIDATION =
      Pattern.compile("^validation +([0-9.]+) nats", Pattern.MULTILINE);

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
      notMeasured.add(SLOW.name + ": too slow for a quick run");
    } else {
      trainings.add(SLOW);
    }
    List<Contender> contenders = new ArrayList<>();
    List<Optional<Double>> losses = new ArrayList<>();
    for (Training training : trainings) {
      losses.add(Optional.empty());
      int place = losses.size() - 1;
      Command command = command(setting, training, work);
      contenders.add(
          new Contender(
              training.name,
              () -> {
                List<Sample> samples = command.take();
                losses.set(place, loss(work));
                return samples;
              }));
    }
    Outcome outcome =
        report.compare(
            new Comparison(
                "The whole process of training, and the loss on the validation split",
                new Quantity.Duration(),
                setting.quick() ? 1 : 3,
                contenders,
                List.of(),
                notMeasured));
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("", "seconds", "validation loss, nats per character")));
    List<TimeAndLoss.Point> points = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      String name = trainings.get(i).name;
      Optional<Measured> measured = outcome.find(name);
      if (measured.isPresent() && losses.get(i).isPresent()) {
        double seconds = measured.get().seconds().median();
        double loss = losses.get(i).get();
        rows.add(List.of(name, Quantity.format(seconds), String.format(Locale.ROOT, "%.4f", loss)));
        points.add(new TimeAndLoss.Point(name, seconds, loss));
      }
    }
    report.table(rows);
    if (!points.isEmpty()) {
      TimeAndLoss.write(picture, points);
      report.paragraph("![Loss against time](" + picture.getFileName() + ")");
    }
  }

  private static Command command(Setting setting, Training training, Path work) {
    List<String> words = new ArrayList<>(List.of(setting.prose().toString(), "train"));
    words.addAll(training.options);
    words.addAll(List.of("--data", setting.text().toString()));
    return new Command(words, Optional.empty(), work);
  }

  private static Optional<Double> loss(Path work) throws IOException {
    Matcher matcher = VALIDATION.matcher(Files.readString(work.resolve(Command.OUTPUT)));
    return matcher.find() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
  }
}
