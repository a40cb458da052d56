package dev.prose.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first Ctrl-C or SIGTERM into a request to stop, as long as it is open; a second one
 * ends the process at once.
 *
 * <p>A shutdown hook would not do: the JVM ignores a second signal while hooks run.
 */
public final class StopSignals implements BooleanSupplier, AutoCloseable {
  private static final String[] NAMES = {"INT", "TERM"};
  private static final int EXIT_CODES = 128; // and the signal's number, as shells have it

  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
  private volatile int exitCode;

  public StopSignals() {
    for (String name : NAMES) {
      Signal signal = new Signal(name);
      try {
        before.put(signal, Signal.handle(signal, this::received));
      } catch (IllegalArgumentException e) {
        // The JVM was told to leave signals alone (-Xrs): then they end it as usual.
      }
    }
  }

  private void received(Signal signal) {
    int code = EXIT_CODES + signal.getNumber();
    if (exitCode != 0) {
      Runtime.getRuntime().halt(code);
    }
    exitCode = code;
  }

  /** Whether to stop. */
  @Override
  public boolean getAsBoolean() {
    return exitCode != 0;
  }

  /** How the process is to end, if it was told to stop. */
  public Optional<Integer> exitCode() {
    return exitCode == 0 ? Optional.empty() : Optional.of(exitCode);
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
  }
}
