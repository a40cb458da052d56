package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text for programs whose tokens are words: a line with a space after each character. */
final class SpacedText {
  private SpacedText() {}

  /** Writes the training split; a space is written {@code <sp>} and a line's end {@code <nl>}. */
  static Path write(Setting setting) throws IOException {
    BenchmarkText text = BenchmarkText.read(setting.text());
    int[] ids = text.split().train().toArray();
    StringBuilder line = new StringBuilder();
    for (int id : ids) {
      String symbol = text.tokenizer().decode(id);
      line.append(
              switch (symbol) {
                case " " -> "<sp>";
                case "\n" -> "<nl>";
                default -> symbol;
              })
          .append(' ');
    }
    line.setCharAt(line.length() - 1, '\n');
    return Files.writeString(setting.work().resolve("train-spaced.txt"), line);
  }
}
