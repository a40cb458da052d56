package dev.prose.benchmarks;

import dev.prose.benchmarks.peers.SpacedCharacters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures commands from start to end, next to programs that do the same. */
final class WholeProcesses implements Chapter {
  @Override
  public String name() {
    return "processes";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    report.section("Whole processes");
    report.paragraph(
        "Wall-clock time from the start of a process to its end, and its peak memory. Prose's first start after installation prepares a cache for later ones and is measured separately.");
    firstStart(setting, report);
    lesson(setting, report);
    nGrams(setting, report);
    scoring(setting, report);
  }

  /** Comes first, because it prepares the cache that all later starts use. */
  private static void firstStart(Setting setting, Report report) throws InterruptedException {
    Command train = prose(setting, "train");
    Measurement first =
        () -> {
          Folders.delete(setting.prose().resolveSibling("../lib/cache").normalize());
          return train.take();
        };
    report.compare(
        new Comparison(
            "First start",
            new Quantity.Duration(),
            setting.quick() ? 1 : 3,
            List.of(new Contender("prose train, without a cache", first)),
            List.of(),
            List.of()));
  }

  private static void lesson(Setting setting, Report report) throws InterruptedException {
    String ours = "prose train";
    String theirs = LessonScript.FILE;
    List<Contender> contenders = new ArrayList<>();
    List<String> notMeasured = new ArrayList<>();
    contenders.add(new Contender(ours, prose(setting, "train")));
    Optional<Path> python = Programs.pythonWithTorch();
    if (python.isPresent()) {
      contenders.add(new Contender(theirs, LessonScript.command(setting, python.get())));
      contenders.add(
          new Contender(
              theirs + " --integer-starts",
              LessonScript.command(setting, python.get(), "--integer-starts")));
    } else {
      notMeasured.add(theirs + ": no python3 has PyTorch");
    }
    report.compare(
        new Comparison(
            "The lesson's bigram: 5,000 steps of 32 × 8, 11 evaluations of 2 × 200 batches, 500 characters",
            new Quantity.Duration(),
            setting.quick() ? 2 : 5,
            contenders,
            List.of(
                new Limit.Share(ours, theirs, 15, "the project's aim"),
                new Limit.Share(ours, theirs, 25, "the project's hope")),
            notMeasured));
    report.paragraph(
        "The script is what a PyTorch user would write, on one thread: load, encode, train, evaluate, generate. By default it slices windows with the elements of the random tensor, as the lesson does; `--integer-starts` slices with Python integers, which is faster.");
  }

  private static void nGrams(Setting setting, Report report)
      throws IOException, InterruptedException {
    String ours = "prose train --model ngram --order 7";
    List<Contender> contenders = new ArrayList<>();
    List<String> notMeasured = new ArrayList<>();
    contenders.add(
        new Contender(ours, prose(setting, "train", "--model", "ngram", "--order", "7")));
    contenders.add(
        new Contender(
            ours + " --tune off",
            prose(setting, "train", "--model", "ngram", "--order", "7", "--tune", "off")));
    Optional<Path> lmplz = Programs.find("lmplz");
    if (lmplz.isPresent()) {
      Path words =
          Files.writeString(
              setting.work().resolve("train-spaced.txt"),
              SpacedCharacters.line(BenchmarkText.read(setting.text()).trainingText()));
      contenders.add(
          new Contender(
              "KenLM's lmplz -o 7",
              new Command(
                  List.of(lmplz.get().toString(), "-o", "7", "--discount_fallback", "-S", "1G"),
                  Optional.of(words),
                  setting.work().resolve("lmplz"))));
    } else {
      notMeasured.add("KenLM's lmplz: not on the PATH");
    }
    report.compare(
        new Comparison(
            "N-grams of order 7",
            new Quantity.Duration(),
            setting.processRounds(),
            contenders,
            List.of(Limit.atMost(ours, 1200, "the project's aim: lmplz's time when it was set")),
            notMeasured));
    report.paragraph(
        "Prose reads the text, splits it, fits discounts (except with `--tune off`), evaluates the validation split, saves the model and writes 500 characters. lmplz reads the training split, one character per word, and writes an ARPA file.");
  }

  /** Compares two programs with the same model, which one writes and the other reads. */
  private static void scoring(Setting setting, Report report)
      throws IOException, InterruptedException {
    Path model = setting.work().resolve("scored");
    prose(setting, "train", "--model", "ngram", "--order", "7", "--out-dir", model.toString())
        .take();
    List<Contender> contenders = new ArrayList<>();
    List<String> notMeasured = new ArrayList<>();
    contenders.add(
        new Contender(
            "prose evaluate",
            prose(setting, "evaluate", "--out-dir", model.toString(), "--split", "validation")));
    try {
      contenders.addAll(queries(setting, model));
    } catch (IOException e) {
      notMeasured.add("KenLM's query: " + e.getMessage());
    }
    report.compare(
        new Comparison(
            "Scoring the validation split with these n-grams",
            new Quantity.Duration(),
            setting.processRounds(),
            contenders,
            List.of(),
            notMeasured));
    report.paragraph(
        "Both use the same model, exported from Prose. Prose starts a JVM, reads and checks the model and the whole text, splits it, and scores. query reads the split, one character per word; its binary file, which build_binary made beforehand, is only mapped.");
  }

  /**
   * KenLM's query with the model, as a text and as a binary file.
   *
   * @throws IOException if KenLM is not there, or cannot read the model
   */
  private static List<Contender> queries(Setting setting, Path model)
      throws IOException, InterruptedException {
    Optional<Path> query = Programs.find("query");
    Optional<Path> toBinary = Programs.find("build_binary");
    if (query.isEmpty() || toBinary.isEmpty()) {
      throw new IOException("it or build_binary is not on the PATH");
    }
    Path work = setting.work().resolve("query");
    Path arpa = setting.work().resolve("scored.arpa");
    new Command(
            List.of(
                setting.prose().toString(),
                "export",
                "--out-dir",
                model.toString(),
                "--to",
                arpa.toString()),
            Optional.empty(),
            work)
        .take();
    Path binary = setting.work().resolve("scored.binary");
    new Command(
            List.of(toBinary.get().toString(), arpa.toString(), binary.toString()),
            Optional.empty(),
            work)
        .take();
    Path words =
        Files.writeString(
            setting.work().resolve("validation-spaced.txt"),
            SpacedCharacters.line(BenchmarkText.read(setting.text()).validationText()));
    return List.of(
        query("KenLM's query, ARPA file", query.get(), arpa, words, work),
        query("KenLM's query, binary file", query.get(), binary, words, work));
  }

  private static Contender query(String name, Path query, Path model, Path words, Path work) {
    return new Contender(
        name,
        new Command(
            List.of(query.toString(), "-n", "-v", "summary", model.toString()),
            Optional.of(words),
            work));
  }

  private static Command prose(Setting setting, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(setting.prose().toString());
    words.addAll(List.of(arguments));
    words.addAll(List.of("--data", setting.text().toString()));
    return new Command(words, Optional.empty(), setting.work().resolve("prose"));
  }
}
