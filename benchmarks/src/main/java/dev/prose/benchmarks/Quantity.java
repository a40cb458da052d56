package dev.prose.benchmarks;

import java.util.Locale;

/** What the report shows for a time. */
sealed interface Quantity {
  /** The number to show for a number of seconds. */
  double of(double seconds);

  String unit();

  /** Time itself. */
  record Duration() implements Quantity {
    @Override
    public double of(double seconds) {
      return seconds * 1000;
    }

    @Override
    public String unit() {
      return "ms";
    }
  }

  /**
   * Millions per second.
   *
   * @param amount how much is done in the measured time
   * @param what what is counted, for instance characters
   */
  record Rate(double amount, String what) implements Quantity {
    @Override
    public double of(double seconds) {
      return amount / seconds / 1e6;
    }

    @Override
    public String unit() {
      return "million " + what + "/s";
    }
  }

  /** A number with three significant digits, or all digits before the decimal point. */
  static String format(double number) {
    int whole = number < 1 ? 0 : (int) Math.floor(Math.log10(number)) + 1;
    int decimals =
        number > 0 && number < 1
            ? Math.min(2 - (int) Math.floor(Math.log10(number)), 9)
            : Math.max(0, 3 - whole);
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}
