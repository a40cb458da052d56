package dev.prose.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.model.BigramModel;
import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.token.Tokenizer;
import dev.prose.token.UnknownCharacterException;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.whitespace.WhitespaceTokenization;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextGeneratorTest {
  private static final CharTokenizer TOKENIZER = CharTokenizer.of("ab😀");
  private static final TextGenerator GENERATOR =
      new TextGenerator(BigramModel.random(3, 6), TOKENIZER);

  /** After each character comes the next of the alphabet, and a after 😀. */
  private static final TextGenerator CYCLE =
      new TextGenerator(new BigramModel(3, new float[] {0, 99, 0, 0, 0, 99, 99, 0, 0}), TOKENIZER);

  @Test
  void continuesThePrompt() {
    GenerationOptions options = GenerationOptions.DEFAULT.withMaxNewTokens(5);
    assertThat(CYCLE.generate("a", options)).isEqualTo("b😀ab😀");
    assertThat(CYCLE.generate("😀ab", options)).isEqualTo("😀ab😀a");
    assertThat(CYCLE.generate("a", options.withMaxNewTokens(0))).isEmpty();
    assertThat(CYCLE.generate("", options)).hasSizeBetween(5, 10);
  }

  @Test
  void aWordDoesNotGoOnWithTheNextOne() {
    Tokenizer words =
        new WhitespaceTokenization(OptionalInt.empty())
            .tokenize(Corpus.of("text", "a b"))
            .tokenizer();
    int size = words.vocabularySize();
    float[] logits = new float[size * size];
    for (int i = 0; i < size; i++) {
      logits[i * size + words.token("b").orElseThrow()] = 99;
    }
    TextGenerator generator = new TextGenerator(new BigramModel(size, logits), words);
    GenerationOptions options = GenerationOptions.DEFAULT.withMaxNewTokens(2);
    assertThat(generator.generate("a", options)).isEqualTo(" b b");
    assertThat(generator.generate("a ", options)).isEqualTo("b b");
    assertThat(generator.generate("a\n", options)).isEqualTo("b b");
  }

  @Test
  void theSeedDecidesTheText() {
    String text = GENERATOR.generate("a", GenerationOptions.DEFAULT);
    assertThat(text.codePointCount(0, text.length())).isEqualTo(500);
    assertThat(GENERATOR.generate("a", GenerationOptions.DEFAULT)).isEqualTo(text);
    assertThat(GENERATOR.generate("a", GenerationOptions.DEFAULT.withSeed(2))).isNotEqualTo(text);
  }

  @Test
  void streamsEachTokenAsItComes() {
    List<String> pieces = new ArrayList<>();
    CYCLE.stream("a", GenerationOptions.DEFAULT.withMaxNewTokens(3), pieces::add);
    assertThat(pieces).containsExactly("b", "😀", "a");
  }

  @Test
  void endsBeforeAStop() {
    assertThat(CYCLE.generate("a", GenerationOptions.DEFAULT.withStops("😀a"))).isEqualTo("b");
    assertThat(CYCLE.generate("a", GenerationOptions.DEFAULT.withStops("aa", "ab")))
        .isEqualTo("b😀");
    assertThat(CYCLE.generate("a", GenerationOptions.DEFAULT.withMaxNewTokens(4).withStops("ba")))
        .as("held back text comes at the end")
        .isEqualTo("b😀ab");
    assertThatIllegalArgumentException().isThrownBy(() -> GenerationOptions.DEFAULT.withStops(""));
  }

  /** The filter passes on what a search through the whole text would. */
  @Test
  void stopsAreFoundWhereverTheyFall() {
    for (long seed = 0; seed < 2000; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      List<String> stops =
          List.of(word(random, 1 + random.nextInt(4)), word(random, 1 + random.nextInt(4)));
      String text = word(random, 30);
      StringBuilder passed = new StringBuilder();
      StopFilter filter = new StopFilter(stops, passed::append);
      boolean stopped = false;
      for (int i = 0; i < text.length() && !stopped; i++) {
        stopped = filter.accept(text.substring(i, i + 1));
      }
      if (!stopped) {
        filter.flush();
      }
      int end = 0;
      while (end < text.length() && stops.stream().noneMatch(text.substring(0, end)::endsWith)) {
        end++;
      }
      String seen = text.substring(0, end);
      int cut = end;
      for (String stop : stops) {
        if (seen.endsWith(stop)) {
          cut = Math.min(cut, end - stop.length());
        }
      }
      boolean atEnd = stops.stream().anyMatch(seen::endsWith);
      assertThat(passed.toString())
          .as("seed %d: %s in %s", seed, stops, text)
          .isEqualTo(atEnd ? text.substring(0, cut) : text);
      assertThat(stopped).isEqualTo(atEnd);
    }
  }

  private static String word(SplitMix64 random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("ab".charAt(random.nextInt(2)));
    }
    return word.toString();
  }

  @Test
  void aPromptOfUnknownCharactersIsRefused() {
    assertThatThrownBy(() -> CYCLE.generate("ax", GenerationOptions.DEFAULT))
        .isInstanceOf(UnknownCharacterException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextGenerator(BigramModel.random(4, 0), TOKENIZER));
  }
}
