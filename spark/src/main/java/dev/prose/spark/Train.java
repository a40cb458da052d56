package dev.prose.spark;

import dev.prose.cli.Main;
import dev.prose.cli.command.TrainCommand;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.train.Training;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code prose train --model ngram} on a cluster: for {@code spark-submit --class
 * dev.prose.spark.Train}, with the options, the report and the folder of {@code prose train}.
 */
public final class Train {
  private Train() {}

  /** The command, whose help says what differs on Spark. */
  static CommandSpec command(Console console, Training training) {
    CommandSpec spec = new TrainCommand(console, training).spec();
    spec.usageMessage()
        .header(
            "On Spark, for spark-submit --class dev.prose.spark.Train. There",
            "  --model    is ngram, and has to be named",
            "  --data     takes paths and patterns of files as Hadoop has them, and has to be given",
            "  --out-dir  is a folder of the driver's machine",
            "  --memory and --temp-dir are left to Spark's own settings",
            "All else is as in prose train:",
            "");
    return spec;
  }

  public static void main(String[] args) throws IOException {
    Console console = Console.ofProcess();
    // Not before the options are right: on a cluster it waits for machines.
    SparkTraining training =
        new SparkTraining(() -> SparkSession.builder().appName("prose train").getOrCreate());
    int code = Main.run(console, command(console, training), args);
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().close();
    }
    if (code != ExitCode.OK) {
      System.err.flush();
      System.exit(code);
    }
  }
}
