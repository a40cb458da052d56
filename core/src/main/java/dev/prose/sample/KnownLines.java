package dev.prose.sample;

import dev.prose.data.OpenText;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The different lines of a text, for instance of the one that a model was trained on, to tell what
 * the model made up from what it repeats.
 *
 * @param name what reports call the text
 * @param sha256 the SHA-256 of the bytes it was read from, unpacked, in lower-case hexadecimal
 * @param lines without their ends, which are LF, CRLF or CR
 */
public record KnownLines(String name, String sha256, Set<String> lines) {
  public KnownLines {
    lines = Set.copyOf(lines);
  }

  /**
   * Reads a text's lines; each different one is kept on the heap.
   *
   * @throws IOException if it cannot be read
   */
  public static KnownLines of(OpenText text) throws IOException {
    Set<String> lines = new HashSet<>();
    StringBuilder line = new StringBuilder();
    String sha256 =
        text.read((codePoints, count) -> {
          for (int i = 0; i < count; i++) {
            if (codePoints[i] == '\n' || codePoints[i] == '\r') {
              lines.add(line.toString());
              line.setLength(0);
            } else {
              line.appendCodePoint(codePoints[i]);
            }
          }
        });
    lines.add(line.toString());
    return new KnownLines(text.name(), sha256, lines);
  }

  /** Whether the text has this line, as a whole; false for an empty one. */
  public boolean contains(String line) {
    return !line.isEmpty() && lines.contains(line);
  }
}
