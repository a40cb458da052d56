package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the lesson's job as a PyTorch user would write it. */
final class LessonScript {
  static final String FILE = "tools/reference/lesson.py";
  private static final int FEW = 500; // tokens written
  private static final int MANY = 50_500; // takes seconds, so that noise is a small part

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
   * The script's speed in tokens per second, from writing two lengths of text in turns; empty if
   * there is no PyTorch, or the machine is too noisy to tell.
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
