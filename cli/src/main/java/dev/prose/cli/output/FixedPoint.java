package dev.prose.cli.output;

/** Numbers with four decimals. {@code String.format} would take most of the time on a long text. */
final class FixedPoint {
  private static final int DECIMALS = 10_000;
  private static final double LARGEST = 1e12; // that is written with four decimals

  private FixedPoint() {}

  // Bits are below 0 where a model made elsewhere has a probability above 1, which may be far above
  // it.
  static void append(StringBuilder line, double number) {
    if (Math.abs(number) > LARGEST) {
      line.append(number);
      return;
    }
    long scaled = Math.round(Math.abs(number) * DECIMALS);
    line.append(number < 0 && scaled > 0 ? "-" : "");
    line.append(scaled / DECIMALS).append('.');
    line.append(String.valueOf(DECIMALS + scaled % DECIMALS), 1, 5);
  }
}
