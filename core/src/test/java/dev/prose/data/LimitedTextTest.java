package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.file.TemporaryFile;
import dev.prose.text.Corpus;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenization;
import dev.prose.token.whitespace.WhitespaceTokenization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vocabulary without the words that only the validation part has. */
class LimitedTextTest {
  private static final String TEXT = "b a b c\nnew b a new\n";

  private static TokenizedText text() {
    return new WhitespaceTokenization(OptionalInt.empty()).tokenize(new Corpus("text", TEXT, ""));
  }

  private static void assertLimited(TokenizedText limited) {
    assertThat(limited.tokenizer().vocabularySize()).isEqualTo(5);
    assertThat(limited.tokens().vocabularySize()).isEqualTo(5);
    // The most frequent word is still the first.
    assertThat(limited.tokenizer().token("b")).hasValue(2);
    assertThat(limited.tokenizer().token("new")).isEmpty();
    assertThat(limited.tokenizer().decode(limited.tokens().toArray()))
        .isEqualTo("b a b c\n<unk> b a <unk>\n");
  }

  @Test
  void whatTheTrainingPartLacksIsUnknown() throws IOException {
    TokenizedText text = text();
    assertLimited(text.limitedTo(text.split(0.5).train()));
  }

  @Test
  void tokensInAFileStayInOne(@TempDir Path folder) throws IOException {
    TokenizedText text = text();
    Tokenizer tokenizer = text.tokenizer();
    TokenFile file = new TokenFile(TemporaryFile.in(folder), tokenizer.vocabularySize());
    int[] ids = text.tokens().toArray();
    file.append(ids, ids.length);
    TokenizedText inFile = text.with(tokenizer, file.tokens(), Optional.of(file));
    try (TokenizedText limited = inFile.limitedTo(inFile.split(0.5).train())) {
      assertThat(limited.file()).isPresent();
      assertLimited(limited);
    }
  }

  @Test
  void whereNothingIsUnknownOrNothingIsMissingTheTextStaysAsItIs() throws IOException {
    TokenizedText characters = new CharTokenization().tokenize(new Corpus("text", TEXT, ""));
    assertThat(characters.limitedTo(characters.split(0.5).train())).isSameAs(characters);
    TokenizedText words = text();
    assertThat(words.limitedTo(words.tokens())).isSameAs(words);
  }
}
