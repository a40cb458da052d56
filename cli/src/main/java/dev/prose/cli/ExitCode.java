package dev.prose.cli;

/** How the command ends; from 65 on as in BSD's sysexits.h. */
final class ExitCode {
  static final int OK = 0;
  static final int INTERNAL_ERROR = 1;
  static final int USAGE = 2;
  static final int BAD_DATA = 65;
  static final int NO_INPUT = 66;
  static final int DIVERGED = 70;
  static final int IO_ERROR = 74;

  private ExitCode() {}
}
