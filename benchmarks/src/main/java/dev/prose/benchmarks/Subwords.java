package dev.prose.benchmarks;

import dev.prose.benchmarks.warm.SubwordEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Byte-pair encoding: encoding with a published vocabulary, and learning one. */
final class Subwords implements Chapter {
  private static final String AIM = "the project's aim for 2 cores";
  private static final String SCRIPT = "tools/reference/bpe_merges.mjs";
  private static final int PEERS_SIZE = 30_000; // the package for Node has no option for it
  private static final int LARGE_TEXT = 100; // megabytes

  @Override
  public String name() {
    return "subwords";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    report.section("Subwords");
    report.paragraph(
        "Encoding with cl100k_base, OpenAI's vocabulary of 100,256 tokens, on one thread and with the same ids. Chinese is of random characters in the frequencies of a text, the source code is the JDK's or Prose's, and letters without a space are one piece.");
    for (SubwordText text : SubwordText.values()) {
      encoding(setting, report, text);
    }
    training(setting, report);
  }

  private static void encoding(Setting setting, Report report, SubwordText text)
      throws IOException, InterruptedException {
    Path file = text.file(setting);
    List<Contender> contenders = new ArrayList<>();
    for (String library : List.of(SubwordEncoding.PROSE, SubwordEncoding.JTOKKIT)) {
      contenders.add(
          new Contender(
              library,
              new WarmBenchmark(
                  setting,
                  SubwordEncoding.class,
                  "encode",
                  Map.of("library", library, "file", file.toString()))));
    }
    report.compare(
        new Comparison(
            "Encoding " + text.title(),
            new Quantity.Rate(Files.readString(file).length(), "characters"),
            setting.rounds(),
            contenders,
            List.of(
                new Limit.Share(
                    SubwordEncoding.PROSE, SubwordEncoding.JTOKKIT, 2, "the project's aim")),
            List.of()));
  }

  private static void training(Setting setting, Report report)
      throws IOException, InterruptedException {
    report.paragraph(
        "Learning a vocabulary, in whole processes: from the start to the merges of a text that is cut as GPT-2 does. Prose has the options of its command and a heap of 2 GB.");
    Path text = setting.text();
    compareTraining(setting, report, text, "the text", 8_192, 2_000, setting.processRounds());
    if (!setting.quick()) {
      Path large = GrowthText.of(setting, LARGE_TEXT);
      compareTraining(
          setting, report, large, LARGE_TEXT + " MB of generated text", 32_768, 90_000, 2);
    }
  }

  private static void compareTraining(
      Setting setting, Report report, Path text, String what, int size, int millis, int rounds)
      throws InterruptedException {
    String ours = "Prose, %,d tokens".formatted(size);
    List<Contender> contenders = new ArrayList<>();
    List<String> notMeasured = new ArrayList<>();
    contenders.add(new Contender(ours, training(setting, text, size, 2)));
    contenders.add(
        new Contender(
            "Prose, %,d tokens, of pairs that occur once too".formatted(PEERS_SIZE),
            training(setting, text, PEERS_SIZE, 1)));
    Path work = setting.work().resolve("tokenizers");
    Optional<Path> node = Programs.find("node");
    if (node.isPresent() && hasTokenizers(node.get(), work)) {
      contenders.add(
          new Contender(
              "tokenizers of Hugging Face for Node, %,d tokens".formatted(PEERS_SIZE),
              new Command(
                  List.of(
                      node.get().toString(),
                      setting.checkout().resolve(SCRIPT).toString(),
                      text.toString(),
                      work.resolve("merges").toString()),
                  Optional.empty(),
                  work)));
    } else {
      notMeasured.add("Hugging Face's tokenizers: node does not find them, on the NODE_PATH say");
    }
    report.compare(
        new Comparison(
            "Training on " + what,
            new Quantity.Duration(),
            rounds,
            contenders,
            List.of(Limit.atMost(ours, millis, AIM)),
            notMeasured));
  }

  private static Command training(Setting setting, Path text, int size, int minimumCount) {
    return new Command(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + setting.jvmOptions(),
            "-XX:+UseSerialGC",
            "-Xmx2g",
            "-cp",
            Objects.requireNonNull(System.getProperty("java.class.path")),
            SubwordTraining.class.getName(),
            text.toString(),
            String.valueOf(size),
            String.valueOf(minimumCount)),
        Optional.empty(),
        setting.work().resolve("subwords"));
  }

  private static boolean hasTokenizers(Path node, Path work) throws InterruptedException {
    return Programs.firstLine(
            node.toString(),
            "-p",
            "require('module').createRequire(process.argv[1]).resolve('tokenizers')",
            work.resolve("here.js").toString())
        .isPresent();
  }
}
