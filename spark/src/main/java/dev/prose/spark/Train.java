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
    // Not before the options are right: on a cluster it waits for machines.
    SparkTraining training =
        new SparkTraining(() -> SparkSession.builder().appName("prose train").getOrCreate());
    int code = Main.run(console, new TrainCommand(console, training).spec(), args);
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().close();
    }
    if (code != ExitCode.OK) {
      System.err.flush();
      System.exit(code);
    }
  }
}
