package dev.prose.cli;

import dev.prose.mixture.MixtureTrainer;

/** Shows how the loss of a mixture falls: as rows of a table, and on a terminal as a bar. */
final class MixtureProgress implements MixtureTrainer.Listener {
  private static final int BLOCKS_A_ROW = 4;

  private final Console console;
  private final Report report;
  private final TerminalLine line;
  private double nats; // of the blocks of the next row
  private int blocks;
  private double first = Double.NaN; // share at which the run begins or goes on

  MixtureProgress(Console console, Report report) {
    this.console = console;
    this.report = report;
    this.line = new TerminalLine(console.err(), System::nanoTime);
  }

  @Override
  public void learned(int done, double mean) {
    nats += mean;
    blocks++;
    if (done % BLOCKS_A_ROW == 0) {
      line.clear();
      report.text("%6d   %.4f", done, nats / blocks);
      report.flush();
      nats = 0;
      blocks = 0;
    }
  }

  @Override
  public void reached(double share) {
    if (!console.errTerminal()) {
      return;
    }
    if (Double.isNaN(first)) {
      first = share;
    }
    line.show(() ->
        Report.format(
            "%s %.0f %%  %s left",
            TerminalLine.bar(share),
            100 * share,
            TerminalLine.duration(line.seconds() * (1 - share) / (share - first))));
  }

  /** Takes the bar away. */
  void end() {
    line.clear();
  }
}
