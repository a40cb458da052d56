package dev.prose.benchmarks;

import dev.prose.corpora.Corpora;
import dev.prose.text.CorpusProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures everything and writes the report: see {@code benchmarks/run --help}. */
final class Benchmarks {
  private static final int USAGE = 2; // exit code

  private static final Path PICTURE = Path.of("benchmarks-quality.png");

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options;
    Setting setting;
    try {
      options = Options.parse(List.of(arguments));
      setting = setting(options);
    } catch (IllegalArgumentException e) {
      fail(e, USAGE);
      return;
    } catch (TextFile.MissingException e) {
      fail(e, e.exitCode());
      return;
    }
    long start = System.nanoTime();
    Report report = new Report(new Alternation(System.err));
    begin(setting, report);
    for (Chapter chapter : chapters(options)) {
      chapter.write(setting, report);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    report.paragraph("All of this took %d minutes.".formatted(Math.max(1, took.toMinutes())));
    Files.writeString(options.report(), report.finish());
    System.err.println("written: " + options.report());
  }

  private static void fail(Exception mistake, int code) {
    System.err.println("benchmarks: " + mistake.getMessage());
    System.exit(code);
  }

  /** The requested chapters, in the order of the report. */
  private static List<Chapter> chapters(Options options) {
    List<Chapter> all =
        List.of(
            new WholeProcesses(),
            new Basics(),
            new Subwords(),
            new NGrams(),
            new Mixtures(),
            new Compression(),
            new Networks(),
            new Toolkits(),
            new Serving(),
            new Quality(options.report().resolveSibling(PICTURE)),
            new Growth());
    return all.stream().filter(chapter -> options.includes(chapter.name())).toList();
  }

  private static Setting setting(Options options) throws IOException, TextFile.MissingException {
    Path work = Files.createDirectories(options.checkout().resolve("benchmarks/target/work"));
    CorpusProvider corpus = Corpora.installed().require("tinyshakespeare");
    Path text = TextFile.of(options.text(), corpus, work);
    return new Setting(options.checkout(), text, work, options.quick());
  }

  private static void begin(Setting setting, Report report) throws InterruptedException {
    report.title("Benchmarks");
    report.paragraph(
        "Written by `benchmarks/run%s` on %s; do not edit. Each number is the median of its samples, next to the smallest and the largest. Contenders took turns (A B A B …), so that whatever else the machine did affected all of them. The last column is each one's time relative to the first."
            .formatted(setting.quick() ? " --quick" : "", LocalDate.now(ZoneOffset.UTC)));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("machine", ""));
    Machine.describe().forEach((what, value) -> rows.add(List.of(what, value)));
    rows.add(List.of("text", setting.text().getFileName().toString()));
    Optional<String> commit =
        Programs.firstLine("git", "-C", setting.checkout().toString(), "describe", "--always");
    commit.ifPresent(id -> rows.add(List.of("Prose", "commit " + id)));
    report.table(rows);
    if (Machine.isBusy()) {
      report.paragraph(
          "**The machine was busy with something else.** Times are longer than otherwise, and vary; limits may be missed for that reason alone.");
    }
    report.paragraph(
        "Warm benchmarks use JMH: each sample is one iteration of at least %d ms. Each JVM runs two iterations to warm up and then three samples, and there are as many JVMs as rounds. JVM options are the defaults, unless it says otherwise."
            .formatted(setting.iterationMillis()));
  }
}
