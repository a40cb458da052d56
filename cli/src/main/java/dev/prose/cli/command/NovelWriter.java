package dev.prose.cli.command;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.Report;
import dev.prose.random.SplitMix64;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.JudgedText;
import dev.prose.sample.KnownLines;
import dev.prose.sample.TextGenerator;

/** Writes samples, and judges of each line whether it stands in the training text. */
final class NovelWriter {
  /** How often a sample is tried before it is given up because every line was left out. */
  static final int TRIES = 100;

  private final Console console;
  private final TextGenerator generator;
  private final KnownLines known;
  private final boolean leavesOut;
  private long written; // lines
  private long seen; // of them
  private int emptied; // samples of which nothing is left

  /**
   * @param leavesOut whether lines that are known are left out; they are marked otherwise
   */
  NovelWriter(Console console, TextGenerator generator, KnownLines known, boolean leavesOut) {
    this.console = console;
    this.generator = generator;
    this.known = known;
    this.leavesOut = leavesOut;
  }

  /**
   * Writes a sample.
   *
   * @param shown the part of the prompt that is printed; the lines that end in it are not judged,
   *     as no model wrote them
   */
  void write(String prompt, String shown, GenerationOptions options) {
    int begun = shown.lastIndexOf('\n') + 1; // the line that the model goes on with
    console.out().print(shown.substring(0, begun));
    JudgedText text = judged(prompt, shown.substring(begun), options);
    if (leavesOut) {
      int tries = options.sampling().isGreedy() ? 1 : TRIES;
      for (int time = 1; time < tries && text.nothingNew(); time++) {
        // The samples have keys above 0, so -1 gives the retries seeds of their own.
        long seed = SplitMix64.derive(SplitMix64.derive(options.seed(), -1), time);
        text = judged(prompt, shown.substring(begun), options.withSeed(seed));
      }
      emptied += text.nothingNew() ? 1 : 0;
    }
    console.out().print(leavesOut ? text.novel() : text.marked());
  }

  private JudgedText judged(String prompt, String begun, GenerationOptions options) {
    StringBuilder continuation = new StringBuilder();
    boolean ended = generator.stream(prompt, options, continuation::append);
    JudgedText text = JudgedText.of(begun + continuation, ended, known);
    written += text.written();
    seen += text.seen();
    return text;
  }

  /** Says how many lines were left out or marked. */
  void end() {
    console.notice(
        Report.format(
                "%,d of %,d lines stand in %s%s",
                seen, written, known.name(), leavesOut ? " and are left out" : "")
            + (emptied == 0
                ? ""
                : Report.format(
                    "; of %,d samples nothing is left after up to %d tries each", emptied, TRIES)));
  }
}
