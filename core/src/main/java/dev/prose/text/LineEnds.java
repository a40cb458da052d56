package dev.prose.text;

import java.io.Serializable;
import java.util.Optional;

/**
 * Counts the line ends of a text that comes in pieces, and finds the first with a carriage return.
 * A carriage return is a character that the model learns like any other, so a person should know
 * that the text has it.
 */
public final class LineEnds implements Serializable {
  private static final int CHUNK = 1 << 12; // UTF-16 units

  private long lf; // alone
  private long crlf;
  private long cr; // alone
  private boolean afterReturn;
  private boolean beginsWithFeed;
  private boolean any; // unit
  private long firstReturn; // number of the line that it ends, from 1; 0 if there is none

  /** The line ends of a whole text. */
  public static LineEnds of(String text) {
    LineEnds lineEnds = new LineEnds();
    char[] units = new char[CHUNK];
    for (int from = 0; from < text.length(); from += CHUNK) {
      int length = Math.min(CHUNK, text.length() - from);
      text.getChars(from, from + length, units, 0);
      lineEnds.add(units, 0, length);
    }
    return lineEnds;
  }

  /**
   * Adds more of the text.
   *
   * @param units UTF-16 units, of which those from {@code from} (inclusive) to {@code to}
   *     (exclusive) are new
   */
  void add(char[] units, int from, int to) {
    if (!any && from < to) {
      any = true;
      beginsWithFeed = units[from] == '\n';
    }
    for (int i = from; i < to; i++) {
      char unit = units[i];
      if (unit == '\n' && afterReturn) {
        cr--;
        crlf++;
      } else if (unit == '\n') {
        lf++;
      } else if (unit == '\r') {
        cr++;
        firstReturn = firstReturn == 0 ? lf + 1 : firstReturn;
      }
      afterReturn = unit == '\r';
    }
  }

  /** Adds those of the text that follows. */
  public void add(LineEnds following) {
    if (!following.any) {
      return;
    }
    if (firstReturn == 0 && following.firstReturn > 0) {
      firstReturn = lf + following.firstReturn;
    }
    lf += following.lf;
    crlf += following.crlf;
    cr += following.cr;
    if (afterReturn && following.beginsWithFeed) { // one line end, not two
      cr--;
      lf--;
      crlf++;
    }
    beginsWithFeed = any ? beginsWithFeed : following.beginsWithFeed;
    any = true;
    afterReturn = following.afterReturn;
  }

  /**
   * What a person should know about the line ends; empty if there is no carriage return.
   *
   * @param name the text's name in reports
   */
  public Optional<String> notice(String name) {
    if (firstReturn == 0) {
      return Optional.empty();
    }
    String crlfs = crlf > 0 ? "%,d CRLF, ".formatted(crlf) : "";
    String crs = cr > 0 ? "%,d CR, ".formatted(cr) : "";
    return Optional.of(
        "The line ends of %s stay as they are: %s%s%,d LF. The first carriage return ends line %,d"
            .formatted(name, crlfs, crs, lf, firstReturn));
  }
}
