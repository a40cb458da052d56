package dev.prose.cli.family.mixture;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TerminalLine;
import dev.prose.mixture.MixtureTrainer;

/** Shows how the loss of a mixture falls: as rows of a table, and on a terminal as a bar. */
final class MixtureProgress implements MixtureTrainer.Listener {
  private static final int ROWS = 5;

  private final Console console;
  private final Report report;
  private final TerminalLine line;
  private final int blocksARow;
  private final double first; // share at which the run begins or goes on
  private double nats; // of the blocks of the next row
  private int blocks;

  /**
   * The progress of a run of {@code blocks} blocks.
   *
   * @param done how many of them are done before the run begins or goes on
   */
  MixtureProgress(Console console, Report report, int done, int blocks) {
    this.console = console;
    this.report = report;
    this.blocksARow = Math.ceilDiv(blocks, ROWS);
    this.first = (double) done / blocks;
    this.line = new TerminalLine(console.err(), System::nanoTime);
  }

  @Override
  public void learned(int done, double mean) {
    if (!Double.isNaN(mean)) { // a text may be too short for every block to have a position
      nats += mean;
      blocks++;
    }
    if (done % blocksARow == 0) {
      line.clear();
      report.text("%6d   %s", done, blocks == 0 ? "-" : Report.format("%.4f", nats / blocks));
      report.flush();
      nats = 0;
      blocks = 0;
    }
  }

  @Override
  public void reached(double share) {
    if (console.errTerminal() && share > first) {
      line.show(() ->
          Report.format(
              "%s %.0f %%  %s left",
              TerminalLine.bar(share),
              100 * share,
              TerminalLine.duration(line.seconds() * (1 - share) / (share - first))));
    }
  }

  /** Takes the bar away. */
  void end() {
    line.clear();
  }
}
