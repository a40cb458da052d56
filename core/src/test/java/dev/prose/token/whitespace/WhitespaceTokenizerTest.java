package dev.prose.token.whitespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.json.JsonObject;
import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidFileException;
import dev.prose.token.Encoder;
import dev.prose.token.OnUnknown;
import dev.prose.token.RandomText;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenKinds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WhitespaceTokenizerTest {
  private static final Pattern WORD_OR_LINE_END =
      Pattern.compile("\n|\\S+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final WhitespaceTokenizer TOKENIZER =
      WhitespaceTokenizer.of(List.of("the", "cat", "сат,", "a<b"));

  private static Tokenizer of(String text, OptionalInt size) {
    return new WhitespaceTokenization(size).tokenize(Corpus.of("text", text)).tokenizer();
  }

  @Test
  void wordsAreWhatWhiteSpaceSeparates() {
    String text = "\t the  cat\u00A0сат,\u3000\n\n the\u200Bcat a<b";
    int[] ids = TOKENIZER.encode(text);
    assertThat(ids).containsExactly(2, 3, 4, 1, 1, 0, 5);
    assertThat(TOKENIZER.decode(ids)).isEqualTo("the cat сат,\n\n<unk> a<b");
  }

  @Test
  void aWordMayBeLongerThanTheJsonLibraryExpects() {
    String word = "ACGT".repeat(20_000);
    byte[] json = JsonObject.format(of(word + " x", OptionalInt.empty()).json());
    Tokenizer read =
        TokenKinds.read(JsonObject.parse(Path.of("tokenizer.json"), json), OnUnknown.ERROR);
    assertThat(read.decode(read.encode(word))).isEqualTo(word);
  }

  @Test
  void anyTextIsCutAsARegularExpressionCutsIt() {
    for (long seed = 0; seed < 500; seed++) {
      String text = RandomText.of(new SplitMix64(seed), (int) seed);
      Tokenizer tokenizer = of(text + " x", OptionalInt.empty());
      List<String> expected = new ArrayList<>();
      for (Matcher word = WORD_OR_LINE_END.matcher(text); word.find(); ) {
        expected.add(word.group());
      }
      List<String> words = new ArrayList<>();
      for (int id : tokenizer.encode(text)) {
        words.add(new String(tokenizer.bytes(id), StandardCharsets.UTF_8));
      }
      assertThat(words).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void aTextInPiecesHasTheTokensOfTheWhole() {
    for (long seed = 0; seed < 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      String text = RandomText.of(random, 100) + "the cat the\n";
      List<Integer> ids = new ArrayList<>();
      int[] characters = new int[1];
      Encoder encoder = TOKENIZER.encoder();
      Encoder.Sink sink =
          (id, count) -> {
            ids.add(id);
            characters[0] += count;
          };
      text.codePoints().forEach(each -> encoder.encode(new int[] {each}, 1, sink));
      encoder.end(sink);
      assertThat(ids.stream().mapToInt(Integer::intValue).toArray())
          .as("seed %d", seed)
          .isEqualTo(TOKENIZER.encode(text));
      assertThat(characters[0])
          .as("seed %d: the text ends in a line end", seed)
          .isEqualTo(text.codePointCount(0, text.length()));
      assertThat(encoder.unknown()).isPositive();
    }
  }

  @Test
  void theMostFrequentWordsHaveTheRoomThatThereIs() {
    Tokenizer tokenizer = of("b a c a b d <unk>\n", OptionalInt.of(4));
    assertThat(tokenizer.decode(0, 2, 3)).isEqualTo("<unk> a b");
    assertThat(tokenizer.vocabularySize()).isEqualTo(4);
    assertThat(tokenizer.decode(tokenizer.encode("d a\n<unk>"))).isEqualTo("<unk> a\n<unk>");
    assertThatThrownBy(() -> new WhitespaceTokenization(OptionalInt.of(2)))
        .hasMessageContaining("at least 3");
  }

  @Test
  void aFileOfItGivesTheSameTokenizer() {
    WhitespaceTokenizer withoutLineEnds =
        new WhitespaceTokenizer(List.of("the", "[UNK]", "cat"), "[UNK]");
    for (Tokenizer tokenizer : List.of(TOKENIZER, withoutLineEnds)) {
      byte[] json = JsonObject.format(tokenizer.json());
      Tokenizer read =
          TokenKinds.read(JsonObject.parse(Path.of("tokenizer.json"), json), OnUnknown.ERROR);
      assertThat(read.sameAs(tokenizer)).isTrue();
      assertThat(JsonObject.format(read.json())).isEqualTo(json);
    }
    assertThat(withoutLineEnds.encode("the\ncat dog")).containsExactly(0, 2, 1);
  }

  @Test
  void addedTokensAreThoseOfTheVocabulary() {
    String json = new String(JsonObject.format(TOKENIZER.json()), StandardCharsets.UTF_8);
    assertThat(withAdded(json, "{\"id\":0,\"content\":\"<unk>\"}").sameAs(TOKENIZER)).isTrue();
    for (String refused :
        new String[] {
          "{\"id\":6,\"content\":\"<pad>\"}",
          "{\"id\":1,\"content\":\"<unk>\"}",
          "{\"id\":0,\"content\":\"<unk>\",\"lstrip\":true}"
        }) {
      assertThatThrownBy(() -> withAdded(json, refused))
          .isInstanceOf(InvalidFileException.class)
          .hasMessageContaining("added_tokens");
    }
  }

  private static Tokenizer withAdded(String json, String token) {
    byte[] changed =
        json.replace("\"added_tokens\" : [ ]", "\"added_tokens\" : [ " + token + " ]")
            .getBytes(StandardCharsets.UTF_8);
    return TokenKinds.read(JsonObject.parse(Path.of("tokenizer.json"), changed), OnUnknown.ERROR);
  }

  @Test
  void wordsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> WhitespaceTokenizer.of(List.of("a b")))
        .hasMessageContaining("\"a b\" is empty or has white space");
    assertThatThrownBy(() -> WhitespaceTokenizer.of(List.of("")))
        .hasMessageContaining("is empty or has white space");
    assertThatThrownBy(() -> WhitespaceTokenizer.of(List.of("a", "a")))
        .hasMessageContaining("\"a\" is there twice");
    assertThatThrownBy(() -> new WhitespaceTokenizer(List.of("a"), "<unk>"))
        .hasMessageContaining("no word \"<unk>\"");
  }
}
