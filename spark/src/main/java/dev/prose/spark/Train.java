package dev.prose.spark;

import dev.prose.cli.Main;
import dev.prose.cli.command.TrainCommand;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/**
 * {@code prose train --model ngram} on a cluster: for {@code spark-submit --class
 * dev.prose.spark.Train}, with the options, the report and the folder of {@code prose train}.
 */
public final class Train {
  private Train() {}

  public static void main(String[] args) throws IOException {
    Console console = Console.ofProcess();
    int code;
    try (SparkSession session = SparkSession.builder().appName("prose train").getOrCreate()) {
      code = Main.run(console, new TrainCommand(console, new SparkTraining(session)).spec(), args);
    }
    if (code != ExitCode.OK) {
      System.err.flush();
      System.exit(code);
    }
  }
}
