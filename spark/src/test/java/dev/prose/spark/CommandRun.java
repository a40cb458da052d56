package dev.prose.spark;

import dev.prose.cli.Main;
import dev.prose.cli.command.TrainCommand;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.TextOutput;
import dev.prose.cli.train.Training;
import dev.prose.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run of {@code train} has said and kept, by one machine or on Spark.
 *
 * @param code the exit code
 * @param out what it wrote to standard output, without times and folders
 * @param err what it wrote to standard error
 * @param files the SHA-256 of each file in the folder, by name
 */
record CommandRun(int code, String out, String err, Map<String, String> files) {
  private static final String MODEL = "--model";
  private static final String LOCK = ".lock"; // has the number of the process

  /** By one machine. */
  static CommandRun here(Path folder, String... options) throws IOException {
    return run(Training.HERE, folder, options);
  }

  /** On Spark, with the text in so many slices. */
  static CommandRun onSpark(int slices, Path folder, String... options) throws IOException {
    LocalSpark.session().conf().set("spark.prose.slices", slices);
    return run(new SparkTraining(LocalSpark::session), folder, options);
  }

  /** The same, as if a model could have only so many n-grams of a length. */
  static CommandRun onSparkWithFew(long most, Path folder, String... options) throws IOException {
    return run(new SparkTraining(LocalSpark::session, most), folder, options);
  }

  private static CommandRun run(Training training, Path folder, String... options)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new TextOutput(out, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            Map.of("XDG_CACHE_HOME", folder.toString()),
            folder.resolveSibling("").toAbsolutePath());
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("--out-dir", folder.toString()));
    if (!arguments.contains(MODEL)) {
      arguments.addAll(List.of(MODEL, "ngram"));
    }
    int code =
        Main.run(
            console,
            training instanceof SparkTraining
                ? Train.command(console, training)
                : new TrainCommand(console, training).spec(),
            arguments.toArray(String[]::new));
    return new CommandRun(
        code,
        withoutTimes(out.toString(StandardCharsets.UTF_8), folder),
        err.toString(StandardCharsets.UTF_8).replace(folder.toString(), "FOLDER"),
        files(folder));
  }

  /** What a run has reported, but for what differs from run to run. */
  static String withoutTimes(String report, Path folder) {
    return report.replaceAll("(?m)^(time|saved) .*\\R", "").replace(folder.toString(), "FOLDER");
  }

  /** The SHA-256 of each file in a folder, by name. */
  static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file :
            all.filter(Files::isRegularFile).filter(each -> !each.endsWith(LOCK)).toList()) {
          files.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }
}
