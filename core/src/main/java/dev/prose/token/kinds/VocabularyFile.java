package dev.prose.token.kinds;

import dev.prose.text.InvalidFileException;
import dev.prose.token.CharacterNames;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a list of characters or words, one on each line of UTF-8, as the tokens of a text, so that
 * models of several texts can have the same ones. Among characters {@code \\n}, {@code \\r} and
 * {@code \\t} stand for what cannot be written on a line; {@code <unk>} and the line end always are
 * among the words.
 */
public final class VocabularyFile {
  private static final int MOST_BYTES = 1 << 26;
  private static final String MARK = "\uFEFF";

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
      lines = withoutMark(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new InvalidFileException(file, "is not valid UTF-8", e);
    }
    try {
      return kind == TokenKind.WHITESPACE ? words(lines) : characters(lines, file);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, String.valueOf(e.getMessage()), e);
    }
  }

  /** Drops a byte-order mark before the first token, which editors put there unasked. */
  private static List<String> withoutMark(List<String> lines) {
    if (lines.isEmpty() || lines.getFirst().length() < 2 || !lines.getFirst().startsWith(MARK)) {
      return lines;
    }
    List<String> rest = new ArrayList<>(lines);
    rest.set(0, lines.getFirst().substring(MARK.length()));
    return rest;
  }

  private static Tokenizer words(List<String> lines) {
    return WhitespaceTokenizer.of(
        lines.stream()
            .filter(word -> !word.isEmpty() && !word.equals(WhitespaceTokenizer.UNKNOWN))
            .toList());
  }

  private static Tokenizer characters(List<String> lines, Path file) {
    BitSet codePoints = new BitSet();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int codePoint =
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
      if (codePoints.get(codePoint)) {
        throw new InvalidFileException(
            file, "line %d repeats %s".formatted(i + 1, CharacterNames.quoted(codePoint)));
      }
      codePoints.set(codePoint);
    }
    if (codePoints.isEmpty()) {
      throw new InvalidFileException(file, "is empty");
    }
    return new CharTokenizer(
        Vocabulary.ofCodePoints(codePoints.stream().toArray()), OnUnknown.ERROR);
  }
}
