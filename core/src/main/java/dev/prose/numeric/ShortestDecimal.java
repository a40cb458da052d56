package dev.prose.numeric;

/** Numbers as a person would write them: 1, 0.001, 1e-8. */
public final class ShortestDecimal {
  private ShortestDecimal() {}

  /** The shortest decimal that {@link Double#parseDouble} reads as the same number. */
  public static String of(double value) {
    String text = Double.toString(value).replace(".0E", "e").replace('E', 'e');
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
