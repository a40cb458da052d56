package dev.prose.cli.family.neural;

import dev.prose.cli.output.Report;
import dev.prose.token.Tokenizer;

/**
 * Shows where the heads of a transformer look after a text: a row for each head, below the text a
 * shade for each token.
 *
 * @param context the text's tokens
 */
// An array of tokens; never compared.
@SuppressWarnings("ArrayRecordComponent")
record AttentionView(Report report, Tokenizer tokenizer, int[] context) {
  private static final int COLUMNS = 44; // of the text; the row fits 80
  private static final String EARLIER = "…";
  private static final double[] LEAST = {0.6, 0.3, 0.15, 0.05}; // of the attention, for a shade
  private static final String SHADES = "█▓▒░";
  private static final char LITTLE = '·';
  private static final char NOTHING = ' ';

  /**
   * Shows all heads.
   *
   * @param attention [layer][head][place in the context], shares
   */
  void show(float[][][] attention) {
    int first = first();
    StringBuilder text = new StringBuilder(first == 0 ? "" : EARLIER);
    for (int place = first; place < context.length; place++) {
      text.append(label(place));
    }
    report.blank();
    report.text(
        "Where each head looks (░ 5 %%, ▒ 15 %%, ▓ 30 %%, █ 60 %% of its attention or more)");
    report.text("layer head  %s  most at", text);
    for (int layer = 0; layer < attention.length; layer++) {
      for (int head = 0; head < attention[layer].length; head++) {
        float[] shares = attention[layer][head];
        report.text("%5d %4d  %s  %s", layer + 1, head + 1, row(shares, first), most(shares));
      }
    }
  }

  /** The first token that has columns of its own. */
  private int first() {
    int columns = EARLIER.length();
    int first = context.length;
    while (first > 0 && columns + width(label(first - 1)) <= COLUMNS) {
      first--;
      columns += width(label(first));
    }
    return Math.min(first, context.length - 1);
  }

  /** A token as it stands in the text, in which spaces are spaces. */
  private String label(int place) {
    return tokenizer.shown(context[place]).replace('␣', ' ');
  }

  private String row(float[] shares, int first) {
    double earlier = 0;
    for (int place = 0; place < first; place++) {
      earlier += shares[place];
    }
    StringBuilder row = new StringBuilder();
    if (first > 0) {
      row.append(shade(earlier));
    }
    for (int place = first; place < context.length; place++) {
      row.repeat(shade(shares[place]), width(label(place)));
    }
    return row.toString();
  }

  private static char shade(double share) {
    for (int i = 0; i < LEAST.length; i++) {
      if (share >= LEAST[i]) {
        return SHADES.charAt(i);
      }
    }
    return share > 0 ? LITTLE : NOTHING;
  }

  /** The token that a head looks at most, and how far back it is. */
  private String most(float[] shares) {
    int most = context.length - 1;
    for (int place = most - 1; place >= 0; place--) {
      most = shares[place] > shares[most] ? place : most;
    }
    int back = context.length - 1 - most;
    return Report.format(
        "%s%s, %.2f",
        tokenizer.quoted(context[most]),
        back == 0 ? ", the last" : Report.format(", %,d back", back),
        shares[most]);
  }

  /** Columns of a terminal: two for each character of East Asian scripts. */
  private static int width(String label) {
    return label.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isWide(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HANGUL, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }
}
