package dev.prose.token.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.data.OpenText;
import dev.prose.data.Split;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.text.LoadListener;
import dev.prose.text.OnMalformed;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextPart;
import dev.prose.token.RandomText;
import dev.prose.token.Tokenizer;
import dev.prose.token.pieces.Splitters;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of tokens splits a text at the same character, and learns from the part before. */
class SplitTokenizationTest {
  private static final String TEXT = RandomText.of(new SplitMix64(7), 30_000) + " zebra zebra";

  @TempDir Path folder;

  private static Tokenization of(String kind) {
    return TokenKind.named(kind)
        .orElseThrow()
        .tokenization(OptionalInt.empty(), Splitters.named("gpt2"));
  }

  private static int characters(Tokenizer tokenizer, Split split) {
    String text = tokenizer.decode(split.train().toArray());
    return text.codePointCount(0, text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"char", "byte", "word", "bpe"})
  void theSameCharactersTrain(String kind) {
    TokenizedText text = of(kind).forSplit(0.9).tokenize(Corpus.of("text", TEXT));
    Split split = text.split(0.9);
    int length = TEXT.codePointCount(0, TEXT.length());
    assertThat(characters(text.tokenizer(), split)).isEqualTo((int) (0.9 * length));
    assertThat(
            text.tokenizer().decode(split.train().toArray())
                + text.tokenizer().decode(split.validation().toArray()))
        .isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"word", "bpe"})
  void whatOnlyTheRestHasIsNotLearned(String kind) {
    String text = "the cat and the hat ".repeat(90) + "zebras zebras ".repeat(15);
    Tokenizer of90 = of(kind).forSplit(0.8).tokenize(Corpus.of("text", text)).tokenizer();
    Tokenizer ofAll = of(kind).tokenize(Corpus.of("text", text)).tokenizer();
    assertThat(of90.token("zebras")).isEmpty();
    assertThat(ofAll.vocabularySize()).isGreaterThan(of90.vocabularySize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"char", "byte", "word", "whitespace", "bpe"})
  void aTextInPartsIsSplitAlike(String kind) throws Exception {
    Tokenization tokenization = of(kind).forSplit(0.7);
    TokenizedText whole = tokenization.tokenize(Corpus.of("text", TEXT));
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);
    byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
    StreamedCorpus corpus =
        new StreamedCorpus(
            "text",
            "text",
            List.of(new TextPart("text", decoder, () -> new ByteArrayInputStream(utf8))));
    try (OpenText open = OpenText.of(corpus, folder, new LoadListener() {});
        TokenizedText inParts = open.tokenize(tokenization)) {
      assertThat(inParts.tokenizer().sameAs(whole.tokenizer())).isTrue();
      assertThat(inParts.split(0.7).train().toArray())
          .isEqualTo(whole.split(0.7).train().toArray());
      assertThat(inParts.split(0.7).validation().toArray())
          .isEqualTo(whole.split(0.7).validation().toArray());
    }
  }
}
