package dev.prose.benchmarks.peers;

/** Writes text for programs whose tokens are words: each character becomes a word. */
public final class SpacedCharacters {
  private SpacedCharacters() {}

  /** A character as a visible word. */
  static String word(char character) {
    return switch (character) {
      case ' ' -> "<sp>";
      case '\n' -> "<nl>";
      default -> String.valueOf(character);
    };
  }

  /** A text as one line of words separated by spaces, with a line feed at the end. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      line.append(i == 0 ? "" : " ").append(word(text.charAt(i)));
    }
    return line.append('\n').toString();
  }
}
