package dev.prose.benchmarks.peers;

/** Text for programs whose tokens are words: each character is one. */
public final class SpacedCharacters {
  private SpacedCharacters() {}

  /** A character as a word that can be seen. */
  static String word(char character) {
    return switch (character) {
      case ' ' -> "<sp>";
      case '\n' -> "<nl>";
      default -> String.valueOf(character);
    };
  }

  /** A text as one line of words with a space between. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      line.append(i == 0 ? "" : " ").append(word(text.charAt(i)));
    }
    return line.append('\n').toString();
  }
}
