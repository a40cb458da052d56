package dev.prose.token.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.text.InvalidFileException;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyFileTest {
  @TempDir private Path folder;

  @Test
  void charactersAreListedInAnyOrderAndLineEndsByTheirNames() throws IOException {
    assertThat(tokens(read("b\n\\n\n\uD83D\uDE00\n \na\r\n\\t\n", TokenKind.CHAR)))
        .containsExactly("\t", "\n", " ", "a", "b", "\uD83D\uDE00");
  }

  @Test
  void wordsComeWithAnUnknownOneAndTheLineEnd() throws IOException {
    Tokenizer words = read("zwei\n<unk>\n\nein\n", TokenKind.WHITESPACE);
    assertThat(tokens(words)).contains("ein", "zwei", "<unk>", "\n").hasSize(4);
  }

  /** Editors put a byte-order mark before the first line; alone on its line it is a character. */
  @Test
  void aByteOrderMarkIsNoPartOfTheFirstToken() throws IOException {
    assertThat(tokens(read("\uFEFFeins\nzwei\n", TokenKind.WHITESPACE))).contains("eins", "zwei");
    assertThat(tokens(read("\uFEFFa\nb\n", TokenKind.CHAR))).containsExactly("a", "b");
    assertThat(tokens(read("\uFEFF\na\n", TokenKind.CHAR))).containsExactly("a", "\uFEFF");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`a\nbc\n`; CHAR; line 2 is not one character",
        "`a\n\nb\n`; CHAR; line 2 is not one character",
        "``; CHAR; is empty",
        "`a\nb\na\n`; CHAR; line 3 repeats 'a'",
        "`one\ntwo\none\n`; WHITESPACE; the word \"one\" is there twice",
      })
  void whatIsNoTokenIsRefusedWithItsLine(String list, TokenKind kind, String reason) {
    assertThatThrownBy(() -> read(list, kind))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("list.txt")
        .hasMessageEndingWith(reason);
  }

  private Tokenizer read(String list, TokenKind kind) throws IOException {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, list, StandardCharsets.UTF_8);
    return VocabularyFile.read(file, kind);
  }

  private static List<String> tokens(Tokenizer tokenizer) {
    return IntStream.range(0, tokenizer.vocabularySize()).mapToObj(tokenizer::decode).toList();
  }
}
