package dev.prose.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--stacktrace", description = "Show where in the program an error came up.")
  boolean stacktrace;
}
