package dev.prose.cli.output;

import dev.prose.eval.ScoredToken;
import java.util.List;

/**
 * The colours of surprise: a background from pale yellow to red behind dark text. Because both are
 * set, they can be read on dark and on light terminals alike; what is expected keeps the terminal's
 * own.
 */
record SurpriseColors(boolean used) {
  private static final int STEP = 2; // bits: each step is a quarter as likely as the one before
  private static final String RESET = "\033[0m";

  // From the table of 256 colours: text;background.
  private static final List<String> STYLES =
      List.of(
          "",
          "\033[38;5;16;48;5;229m",
          "\033[38;5;16;48;5;222m",
          "\033[38;5;16;48;5;215m",
          "\033[38;5;16;48;5;203m",
          "\033[38;5;231;48;5;160m");

  /** How surprising a token is, from 0 up; 0 for one that was not predicted or has bits below 0. */
  static int level(ScoredToken token) {
    // In single precision, so that 2 bits less a rounding error are on that step.
    return token.predicted()
        ? (int) Math.clamp((float) token.bits() / STEP, 0, STYLES.size() - 1)
        : 0;
  }

  /** What changes the colours from those of one level to those of another. */
  String change(int from, int to) {
    return !used || from == to ? "" : (from == 0 ? "" : RESET) + STYLES.get(to);
  }

  /** A text in the colours of a level. */
  String paint(int level, String text) {
    return change(0, level) + text + change(level, 0);
  }

  /** What each colour means, on one line. */
  String legend() {
    StringBuilder legend = new StringBuilder();
    int last = STYLES.size() - 1;
    for (int level = 0; level <= last; level++) {
      String range =
          level == last ? level * STEP + " and more" : level * STEP + "–" + (level + 1) * STEP;
      legend.append(paint(level, " " + range + " ")).append(' ');
    }
    return legend.toString().stripTrailing();
  }
}
