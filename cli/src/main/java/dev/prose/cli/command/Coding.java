package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.Families;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TerminalLine;
import dev.prose.cli.train.StopSignals;
import dev.prose.compress.CodingListener;
import dev.prose.compress.SharedModel;
import dev.prose.model.LanguageModel;
import dev.prose.text.InvalidDataException;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What compressing and decompressing have in common: where bytes come from, how far they are, and
 * that Ctrl-C leaves nothing behind.
 */
final class Coding implements CodingListener, AutoCloseable {
  /** Names standard input, or standard output. */
  private static final Path STANDARD = Path.of("-");

  private static final int MOST_BYTES = Integer.MAX_VALUE - 64; // as many as an array holds

  private final Console console;
  private final CommandSpec spec;
  private final TerminalLine line;
  private @Nullable StopSignals signals;

  Coding(Console console, CommandSpec spec) {
    this.console = console;
    this.spec = spec;
    this.line = new TerminalLine(console.err(), System::nanoTime);
  }

  /** Begins to ask for signals to stop. Before that they end the process, and nothing is lost. */
  void begin() {
    signals = new StopSignals();
  }

  /** Removes what was shown of the progress. */
  void clearLine() {
    line.clear();
  }

  static boolean isStandard(Path file) {
    return file.equals(STANDARD);
  }

  /** What messages call a file that is read. */
  static String name(Path file) {
    return isStandard(file) ? "standard input" : file.toString();
  }

  /**
   * Reads a file whole.
   *
   * @param to where the result goes: not into the same file
   * @throws IOException if it cannot be read; it names the file
   */
  byte[] read(Path file, Path to) throws IOException {
    if (isStandard(file)) {
      return console.in().readAllBytes();
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder and not a file");
    }
    if (!isStandard(to) && Files.exists(to) && Files.exists(file) && Files.isSameFile(file, to)) {
      throw new ParameterException(
          spec.commandLine(), "-o must not be the file itself, which would be lost: name another");
    }
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new InvalidDataException(
          Report.format(
              "%s: has %,d bytes, and at most %,d can be coded at once. Cut it into parts",
              file, size, MOST_BYTES));
    }
    return Files.readAllBytes(file);
  }

  /**
   * Loads the model that both sides have.
   *
   * @param adaptive whether it is to learn on the way, if it can
   */
  static SharedModel load(ModelArguments arguments, boolean adaptive) throws IOException {
    Path folder = arguments.checkpoint();
    Checkpoint checkpoint = Checkpoint.load(folder, OnUnknown.ERROR);
    LanguageModel loaded = checkpoint.languageModel();
    Optional<LanguageModel> learning =
        adaptive ? Families.kindOf(loaded).adaptive(loaded) : Optional.empty();
    return new SharedModel(
        folder.toString(),
        Checkpoint.fingerprint(folder),
        learning.orElse(loaded),
        learning.isPresent(),
        checkpoint.tokenizer());
  }

  @Override
  public void reached(long done, long units) {
    if (signals != null && signals.getAsBoolean()) {
      throw new CancellationException("told to stop");
    }
    if (console.errTerminal() && done > 0) {
      line.show(() ->
          Report.format(
              "%s %.0f %%  %s left",
              TerminalLine.bar((double) done / units),
              100.0 * done / units,
              TerminalLine.duration(line.seconds() * (units - done) / done)));
    }
  }

  /** Says that the process was told to stop, and gives the exit code for that. */
  int stopped() {
    line.clear();
    console.notice("stopped, and nothing is written");
    return Objects.requireNonNull(signals).exitCode().orElse(ExitCode.INTERNAL_ERROR);
  }

  @Override
  public void close() {
    line.clear();
    if (signals != null) {
      signals.close();
    }
  }
}
