package dev.prose.token.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import dev.prose.token.RandomText;
import dev.prose.token.Tokenizer;
import dev.prose.token.TokenizerContract;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WordTokenizationTest extends TokenizerContract {
  private static final String TEXT =
      "The cat isn't the dog; the dog isn’t 2024's cat.\n\nТак, так — the  end. नमस्ते नमस्ते\n";

  private static final Tokenizer TOKENIZER = of(OptionalInt.empty());

  private static Tokenizer of(OptionalInt size) {
    return new WordTokenization(size).tokenizer(TEXT);
  }

  @Override
  protected Tokenizer tokenizer() {
    return TOKENIZER;
  }

  @Override
  protected String text(SplitMix64 random, int length) {
    return RandomText.of(random, length);
  }

  private static List<String> shown(Tokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.encode(text)).mapToObj(tokenizer::quoted).toList();
  }

  @Test
  void wordsThatOccurTwiceHaveTokens() {
    Tokenizer tokenizer = tokenizer();
    assertThat(shown(tokenizer, "the dog isn't"))
        .containsExactly("'the'", "' '", "'dog'", "' '", "'i'", "'s'", "'n'", "'\\''", "'t'");
    assertThat(shown(tokenizer, "नमस्ते cat")).hasSize(3);
    assertThat(tokenizer.unit()).isEqualTo("word");
  }

  @Test
  void theMostFrequentHaveTheRoomThatThereIs() {
    Tokenizer tokenizer = of(OptionalInt.of(257));
    assertThat(tokenizer.vocabularySize()).isEqualTo(257);
    assertThat(tokenizer.token("the")).hasValue(256);
    assertThat(of(OptionalInt.of(5000)).token("end")).isPresent();
  }

  @Test
  void aVocabularyWithoutRoomForTheBytesIsRefused() {
    assertThatThrownBy(() -> new WordTokenization(OptionalInt.of(255)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 256, one token for each byte, but is 255");
  }
}
