package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Measures how time and memory grow with the text. */
final class Growth implements Chapter {
  private static final String HEAP = "4g";
  private static final String SMALL_HEAP = "64m";
  private static final int MOST_IN_SMALL_HEAP = 100; // megabytes of text: their n-grams just fit

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    report.section("Growth");
    report.paragraph(
        "The text is written by a model of order 3 with a fixed seed, and counted up to order %d in a cold JVM with the command's options; one run each. Reading is decoding, collecting the vocabulary, and encoding. Large texts are read twice, in pieces, and their tokens mapped from a temporary file, whose pages count as memory while they are in use. At most 10 million characters are scored. If these are at least twice as many as the n-grams and the heap has room, an automaton scores them, and building it is part of the time. The last column is the peak resident memory divided by the size of the text: with a large heap it includes garbage that was not collected, with a small one it is what is needed. Scoring slows down when the n-grams that a text needs no longer fit the processor's caches."
            .formatted(GrowthRun.ORDER));
    List<List<String>> rows = new ArrayList<>();
    rows.add(head("n-grams"));
    for (int megabytes : setting.quick() ? new int[] {1, 10} : new int[] {1, 10, 100, 1000}) {
      rows.add(row(setting, GrowthRun.Kind.NGRAM, megabytes, 1, HEAP));
      rows.add(row(setting, GrowthRun.Kind.NGRAM, megabytes, 2, HEAP));
      if (megabytes <= MOST_IN_SMALL_HEAP) {
        rows.add(row(setting, GrowthRun.Kind.NGRAM, megabytes, 2, SMALL_HEAP));
      }
    }
    report.table(rows);
    if (setting.quick()) {
      return;
    }
    report.paragraph(
        "The same for mixtures. Fitting is learning from one character in five; the last tenth of the text is held out, and scored. While a mixture learns, it keeps the text and the counts of each kind of context in memory. Counting takes longer per character for a longer text, because the tables of contexts no longer fit the caches.");
    List<List<String>> mixtures = new ArrayList<>();
    mixtures.add(head("counts"));
    for (int megabytes : new int[] {1, 10}) {
      mixtures.add(row(setting, GrowthRun.Kind.MIXTURE, megabytes, 1, HEAP));
      mixtures.add(row(setting, GrowthRun.Kind.MIXTURE, megabytes, 2, HEAP));
    }
    report.table(mixtures);
  }

  private static List<String> head(String counted) {
    return List.of(
        "text, MB",
        "threads",
        "heap",
        "reading, s",
        "counting, s",
        "fitting, s",
        "scoring, million characters/s",
        counted,
        "seconds per MB, without scoring",
        "peak memory, MB",
        "over text");
  }

  private static List<String> row(
      Setting setting, GrowthRun.Kind kind, int megabytes, int threads, String heap)
      throws IOException, InterruptedException {
    Path text = GrowthText.of(setting, megabytes);
    Path work = setting.work().resolve("growth");
    Sample sample =
        new Command(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + setting.jvmOptions(),
                    "-XX:+UseSerialGC",
                    "-Xmx" + heap,
                    "-XX:ActiveProcessorCount=" + threads,
                    "-cp",
                    Objects.requireNonNull(System.getProperty("java.class.path")),
                    GrowthRun.class.getName(),
                    kind.name(),
                    text.toString()),
                Optional.empty(),
                work)
            .take()
            .getFirst();
    double[] numbers =
        Arrays.stream(Files.readString(work.resolve(Command.OUTPUT)).strip().split(" "))
            .mapToDouble(Double::parseDouble)
            .toArray();
    double seconds = numbers[0] + numbers[1] + numbers[2];
    double peak = sample.peakBytes().orElse(0) / 1e6;
    return List.of(
        String.format(Locale.ROOT, "%,d", megabytes),
        String.valueOf(threads),
        heap,
        Quantity.format(numbers[0]),
        Quantity.format(numbers[1]),
        Quantity.format(numbers[2]),
        Quantity.format(numbers[4] / numbers[3] / 1e6),
        String.format(Locale.ROOT, "%,.0f", numbers[5]),
        Quantity.format(seconds / megabytes),
        peak == 0 ? "not known" : Quantity.format(peak),
        peak == 0 ? "" : Quantity.format(peak / megabytes));
  }
}
