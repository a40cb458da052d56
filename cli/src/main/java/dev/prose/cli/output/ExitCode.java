package dev.prose.cli.output;

/** How the command ends; from 65 on as in BSD's sysexits.h. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int INTERNAL_ERROR = 1;
  public static final int USAGE = 2;
  public static final int BAD_DATA = 65;
  public static final int NO_INPUT = 66;
  public static final int DIVERGED = 70;
  public static final int IO_ERROR = 74;

  private ExitCode() {}
}
