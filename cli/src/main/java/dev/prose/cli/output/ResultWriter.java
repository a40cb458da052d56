package dev.prose.cli.output;

import java.io.Writer;

/** Lets a library write where results go: picocli its help, the JSON generator its text. */
public final class ResultWriter extends Writer {
  private final TextOutput out;

  public ResultWriter(TextOutput out) {
    this.out = out;
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    out.print(new String(buffer, offset, length));
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
