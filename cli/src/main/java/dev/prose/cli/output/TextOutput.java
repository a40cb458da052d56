package dev.prose.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Objects;

/**
 * Standard output for results. Unlike a {@link java.io.PrintStream} it does not swallow what goes
 * wrong: a full disk is an error, a closed pipe ends the command.
 */
public final class TextOutput {
  private static final int BUFFER = 1 << 13; // characters

  /** Standard output cannot be written. */
  public static final class FailedException extends RuntimeException {
    FailedException(IOException cause) {
      super(cause);
    }

    /** Whether the reader of a pipe has gone, which is no error: it has had enough. */
    public boolean isClosedPipe() {
      String message = Objects.toString(getCause().getMessage(), "").toLowerCase(Locale.ROOT);
      return message.contains("broken pipe") || message.contains("pipe is being closed");
    }

    @Override
    public synchronized IOException getCause() {
      return (IOException) Objects.requireNonNull(super.getCause());
    }
  }

  private final OutputStream stream;
  private final Charset charset;
  private final StringBuilder buffer = new StringBuilder(BUFFER);
  private boolean goesOnWithoutReader;

  public TextOutput(OutputStream stream, Charset charset) {
    this.stream = stream;
    this.charset = charset;
  }

  /**
   * From here on the command does not end when its reader goes away: the results are only part of
   * what the command does.
   */
  public void goOnWithoutReader() {
    goesOnWithoutReader = true;
  }

  public void print(String text) {
    buffer.append(text);
    if (buffer.length() >= BUFFER) {
      write();
    }
  }

  /** Writes bytes that need not be text, as they are. */
  public void write(byte[] bytes) {
    write();
    try {
      stream.write(bytes);
    } catch (IOException e) {
      fail(e);
    }
  }

  public void println(String line) {
    buffer.append(line).append('\n');
    if (buffer.length() >= BUFFER) {
      write();
    }
  }

  public void flush() {
    write();
    try {
      stream.flush();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void write() {
    byte[] bytes = buffer.toString().getBytes(charset);
    buffer.setLength(0);
    try {
      stream.write(bytes);
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException cause) {
    FailedException failure = new FailedException(cause);
    if (!(failure.isClosedPipe() && goesOnWithoutReader)) {
      throw failure;
    }
  }
}
