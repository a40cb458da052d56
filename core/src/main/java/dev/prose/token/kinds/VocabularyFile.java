package dev.prose.token.kinds;

import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.chars.Vocabulary;
import dev.prose.token.whitespace.WhitespaceTokenizer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a list of characters or words, one on each line of UTF-8, as the tokens of a text, so that
 * models of several texts can have the same ones. Among characters {@code \\n}, {@code \\r} and
 * {@code \\t} stand for what cannot be written on a line; {@code <unk>} and the line end always are
 * among the words.
 */
public final class VocabularyFile {
  private static final int MOST_BYTES = 1 << 26;

  private VocabularyFile() {}

  /**
   * Reads a file.
   *
   * @param kind one of which the vocabulary {@link TokenKind.Trait#CAN_BE_LISTED can be listed}
   * @throws InvalidFileException if a line is no token of that kind, or is there twice
   */
  public static Tokenizer read(Path file, TokenKind kind) throws IOException {
    InvalidFileException.requireSize(file, MOST_BYTES);
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new InvalidFileException(file, "is not valid UTF-8", e);
    }
    try {
      return kind == TokenKind.WHITESPACE ? words(lines) : characters(lines, file);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Tokenizer words(List<String> lines) {
    return WhitespaceTokenizer.of(
        lines.stream()
            .filter(word -> !word.isEmpty() && !word.equals(WhitespaceTokenizer.UNKNOWN))
            .toList());
  }

  private static Tokenizer characters(List<String> lines, Path file) {
    int[] codePoints = new int[lines.size()];
    for (int i = 0; i < codePoints.length; i++) {
      String line = lines.get(i);
      codePoints[i] =
          switch (line) {
            case "\\n" -> '\n';
            case "\\r" -> '\r';
            case "\\t" -> '\t';
            default -> {
              if (line.isEmpty() || line.codePointCount(0, line.length()) > 1) {
                throw new InvalidFileException(
                    file, "line %d is not one character".formatted(i + 1));
              }
              yield line.codePointAt(0);
            }
          };
    }
    if (codePoints.length == 0) {
      throw new InvalidFileException(file, "is empty");
    }
    return new CharTokenizer(
        Vocabulary.ofCodePoints(Arrays.stream(codePoints).sorted().toArray()), OnUnknown.ERROR);
  }
}
