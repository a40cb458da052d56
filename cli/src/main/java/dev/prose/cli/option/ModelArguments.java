package dev.prose.cli.option;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which model to use. */
public final class ModelArguments {
  static {
    // The JSON parser, by which a model is loaded, needs BigDecimal, whose start takes JDK 25 30 to
    // 40 ms: it computes large powers of 5. So that is done while the command line is being parsed.
    Thread.ofPlatform().daemon().name("loading ahead").start(() -> BigDecimal.ZERO.signum());
  }

  private final Option<Path> outDir =
      Option.of(
          Path.class,
          "--out-dir",
          "DIR",
          "out",
          "Where the model is: a run's folder, or one of its checkpoints'");
  private final Option<Checkpoint.Kept> kept =
      Option.of(
          Checkpoint.Kept.class,
          "--checkpoint",
          "latest|best",
          "latest",
          "Which of a run's models: the newest, or that of the lowest validation loss");

  public void addTo(CommandSpec command) {
    command.addOption(outDir.spec());
    command.addOption(kept.spec());
  }

  /** How the options are written. */
  public List<String> names() {
    return List.of(outDir.spec().longestName(), kept.spec().longestName());
  }

  public Checkpoint load(OnUnknown onUnknown) throws IOException {
    return Checkpoint.load(outDir.value(), kept.value(), onUnknown);
  }

  /**
   * The folder of the model itself, in which nothing changes any more.
   *
   * @throws dev.prose.checkpoint.NoModelException if there is no model
   */
  public Path checkpoint() throws IOException {
    return Checkpoint.locate(outDir.value(), kept.value());
  }

  /** Compares every byte of the model's files with their manifest, and gives how many there are. */
  public long verify() throws IOException {
    return Checkpoint.verify(outDir.value(), kept.value());
  }
}
