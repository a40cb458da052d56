package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lesson's job as a PyTorch user writes it. */
final class LessonScript {
  static final String FILE = "tools/reference/lesson.py";
  private static final int FEW = 500; // tokens written
  private static final int MANY = 50_500; // for some seconds, of which noise is a small part

  private LessonScript() {}

  static Command command(Setting setting, Path python, String... options) {
    List<String> words = new ArrayList<>();
    words.add(python.toString());
    words.add(setting.checkout().resolve(FILE).toString());
    words.add(setting.text().toString());
    words.addAll(List.of(options));
    return new Command(words, Optional.empty(), setting.work().resolve("lesson"));
  }

  /**
   * How fast it writes, where there is PyTorch and the machine is quiet enough to tell: from two
   * lengths of text, in turns.
   */
  static Optional<Double> tokensPerSecond(Setting setting)
      throws IOException, InterruptedException {
    Optional<Path> python = Programs.pythonWithTorch();
    if (python.isEmpty()) {
      return Optional.empty();
    }
    List<Sample> few = new ArrayList<>();
    List<Sample> many = new ArrayList<>();
    for (int round = 0; round < setting.rounds(); round++) {
      few.addAll(writing(setting, python.get(), FEW).take());
      many.addAll(writing(setting, python.get(), MANY).take());
    }
    double seconds =
        new Measured("many", many).seconds().median() - new Measured("few", few).seconds().median();
    return seconds > 0 ? Optional.of((MANY - FEW) / seconds) : Optional.empty();
  }

  private static Command writing(Setting setting, Path python, int tokens) {
    return command(setting, python, "--max-iters", "0", "--sample-length", String.valueOf(tokens));
  }
}
