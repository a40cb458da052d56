package dev.prose.cli.train;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.Report;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a family learns from, and with.
 *
 * @param before where to go on, or nothing to begin anew
 * @param folder the run's, for files beside the model
 * @param keeper keeps what was learned
 * @param stopSignals begins to catch the signals to stop; a family that can stop asks for it
 */
public record Learning(
    Console console,
    Report report,
    TokenizedText text,
    Split split,
    Optional<Checkpoint> before,
    Optional<Checkpoint> beginning,
    Path folder,
    Keeper keeper,
    Supplier<StopSignals> stopSignals) {
  /** What one token of the text is called in reports. */
  public String unit() {
    return text.tokenizer().unit();
  }
}
