package dev.prose.arpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.model.NGramCursor;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.WittenBell;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.kinds.TokenKind;
import dev.prose.token.pieces.Splitters;
import dev.prose.token.whitespace.WhitespaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N-grams of every kind of tokens, to files and back. */
class ArpaTokensTest {
  private static final double ROUNDING = 1e-9; // of numbers in 5 bytes, a few multiplied

  private static final String TEXT =
      "the cat sat on the mat\n\nthe dög sat <nl>\u00A0on the\tcat 12\nand the mat saw a dog\n";

  private static final String WORDS =
      """
      \\data\\
      ngram 1=5
      ngram 2=2

      \\1-grams:
      -1 <unk>
      -99 <s> -0.2
      -0.4 </s>
      -0.3 the -0.1
      -0.7 <cat> -0.3

      \\2-grams:
      -0.2 <s> the
      -0.5 the </s>

      \\end\\
      """;

  private static Tokenizer tokenizer(String kind) {
    Tokenization tokenization =
        TokenKind.named(kind)
            .orElseThrow()
            .tokenization(OptionalInt.empty(), Splitters.named("gpt2"));
    try (TokenizedText text = tokenization.tokenize(new Corpus("a text", TEXT, ""))) {
      return text.tokenizer();
    } catch (IOException e) {
      throw new AssertionError("nothing was read", e);
    }
  }

  private static ArpaModel model(Tokenizer tokenizer, String text, boolean lines) {
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    NGramCounts counts =
        lines
            ? NGramCounts.ofSequences(tokens, 3, tokenizer.token("\n").orElseThrow())
            : NGramCounts.of(tokens, 3);
    return new ArpaModel(BackoffForm.of(new WittenBell().fit(counts)), tokenizer);
  }

  private static String written(ArpaModel arpa) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArpaWriter.write(arpa, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ArpaModel read(String file, ArpaTokens tokens) throws IOException {
    return ArpaReader.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        "model.arpa",
        tokens,
        new LoadListener() {});
  }

  /** The decimal logarithm of the probability of a text's last token. */
  private static double logarithm(ArpaModel arpa, String text) {
    int[] tokens = arpa.tokenizer().encode(text);
    NGramCursor cursor = arpa.model().cursor();
    for (int i = 0; i < tokens.length - 1; i++) {
      cursor.advance(tokens[i]);
    }
    return Math.log10(cursor.probability(tokens[tokens.length - 1]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"char", "byte", "word", "whitespace", "bpe"})
  void everyTokenHasAWordOfItsOwn(String kind) {
    Tokenizer tokenizer = tokenizer(kind);
    Set<String> words = new HashSet<>();
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      String word = tokenizer.word(id);
      assertThat(word).doesNotContainAnyWhitespaces().isNotEmpty();
      assertThat(words.add(word)).as(word).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "char, true", "byte, true", "word, true", "whitespace, true", "bpe, true",
    "char, false", "byte, false", "word, false", "whitespace, false", "bpe, false"
  })
  void whatIsReadIsWhatWasWritten(String kind, boolean lines) throws IOException {
    ArpaModel arpa = model(tokenizer(kind), TEXT, lines);
    String file = written(arpa);
    ArpaModel read = read(file, ArpaTokens.of(arpa.tokenizer()));
    assertThat(read.tokenizer().sameAs(arpa.tokenizer())).isTrue();
    assertThat(read.model().separator()).isEqualTo(arpa.model().separator());
    assertThat(WrittenNGrams.compare(read, file)).isPositive();
    assertThat(written(read)).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wordsBetweenWhiteSpaceNeedNoTokenizer(boolean lines) throws IOException {
    ArpaModel arpa = model(tokenizer("whitespace"), TEXT, lines);
    ArpaModel read = read(written(arpa), ArpaTokens.whitespace());
    assertThat(read.tokenizer().token("\n")).isPresent();
    assertThat(read.tokenizer().token("<nl>")).isPresent();
    for (String text : List.of("the", "the cat", "the cat\n", "<nl> on", "a zebra", "zebra the")) {
      assertThat(logarithm(read, text)).as(text).isCloseTo(logarithm(arpa, text), within(1e-6));
    }
  }

  @Test
  void theUnknownWordIsAToken() throws IOException {
    for (String unknown : List.of("<unk>", "<UNK>")) {
      ArpaModel arpa = read(WORDS.replace("<unk>", unknown), ArpaTokens.whitespace());
      assertThat(arpa.tokenizer().decode(arpa.tokenizer().unknownToken().orElseThrow()))
          .isEqualTo("<unk>");
      assertThat(logarithm(arpa, "the")).isCloseTo(-0.2, within(ROUNDING));
      assertThat(logarithm(arpa, "the\n")).isCloseTo(-0.5, within(ROUNDING));
      assertThat(logarithm(arpa, "the <cat>")).isCloseTo(-0.8, within(ROUNDING));
      assertThat(logarithm(arpa, "the zebra")).isCloseTo(-1.1, within(ROUNDING));
      assertThat(logarithm(arpa, "the zebra <cat>")).isCloseTo(-0.7, within(ROUNDING));
      assertThat(logarithm(arpa, "\n\n")).isCloseTo(-0.6, within(ROUNDING));
    }
  }

  @Test
  void aFileWithoutAnUnknownWordGivesItWhatKenLmDoes() throws IOException {
    String file = WORDS.replace("ngram 1=5", "ngram 1=4").replace("-1 <unk>\n", "");
    assertThat(logarithm(read(file, ArpaTokens.whitespace()), "zebra"))
        .isCloseTo(-100.2, within(ROUNDING));
    String listed = WORDS.replace("-1 <unk>", "-99 <unk>");
    assertThat(logarithm(read(listed, ArpaTokens.whitespace()), "zebra"))
        .isCloseTo(-99.2, within(ROUNDING));
  }

  @Test
  void whatAFileLacksSharesTheUnknownWord() throws IOException {
    Tokenizer tokenizer = tokenizer("byte");
    String file = WORDS.replace("the", "t").replace("<cat>", "Ġ");
    ArpaModel arpa = read(file, ArpaTokens.of(tokenizer));
    assertThat(logarithm(arpa, "t ")).isCloseTo(-0.8, within(ROUNDING));
    // All but "t", the space and the line end.
    assertThat(logarithm(arpa, "t!")).isCloseTo(-1.1 - Math.log10(253), within(ROUNDING));
    assertThat(logarithm(arpa, "t! ")).isCloseTo(-0.7, within(ROUNDING));
    Tokenizer words = WhitespaceTokenizer.of(List.of("the", "<cat>", "zebra"));
    ArpaModel ofWords = read(WORDS, ArpaTokens.of(words));
    assertThat(logarithm(ofWords, "the zebra")).isCloseTo(-1.1 - Math.log10(2), within(ROUNDING));
    assertThat(logarithm(ofWords, "the gnu")).isCloseTo(-1.1 - Math.log10(2), within(ROUNDING));
    assertThat(logarithm(ofWords, "the zebra the")).isCloseTo(-0.3, within(ROUNDING));
  }

  @Test
  void aLineEndAmongTheWordsLeavesSentencesToAnEndOfText() throws IOException {
    String file = WORDS.replace("the", "Ċ").replace("<cat>", "t");
    ArpaModel arpa = read(file, ArpaTokens.of(tokenizer("byte")));
    assertThat(arpa.model().separator()).hasValue(3);
    assertThat(logarithm(arpa, "\n")).isCloseTo(-0.2, within(ROUNDING));
  }

  // lmplz cuts its text at fewer kinds of white space than Unicode has.
  @ParameterizedTest
  @ValueSource(strings = {"a\u00A0b", "\u3000", "a\u000Bb", "a\u2028"})
  void saysWhichWordHasWhiteSpace(String word) {
    assertThatExceptionOfType(UnfitWordException.class)
        .isThrownBy(() -> read(WORDS.replace("<cat>", word), ArpaTokens.whitespace()))
        .withMessageStartingWith("model.arpa, line 10: the word '")
        .withMessageContaining("' has white space in it, at which Prose divides words");
  }

  @Test
  void refusesTwoUnknownWords() {
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> read(WORDS.replace("<cat>", "<UNK>"), ArpaTokens.whitespace()))
        .withMessage(
            "model.arpa, line 10: the words '<unk>' and '<UNK>' are both the unknown word");
  }

  @Test
  void saysWhichWordATokenizerLacks() {
    assertThatExceptionOfType(UnfitWordException.class)
        .isThrownBy(() -> read(WORDS, ArpaTokens.of(tokenizer("byte"))))
        .withMessage(
            "model.arpa, line 9: the word 'the' is none of the tokenizer's 256 tokens. Bring the tokenizer with which the model's text was made");
    String withUnknown = WORDS.replace("the </s>", "<unk> </s>").replace("the", "t");
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> read(withUnknown.replace("<cat>", "c"), ArpaTokens.of(tokenizer("byte"))))
        .withMessage(
            "model.arpa, line 16: longer n-grams have '<unk>', for which the tokenizer has no token");
    String withSentences = WORDS.replace("the", "t").replace("<cat>", "c");
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> read(withSentences, ArpaTokens.of(CharTokenizer.of("tc"))))
        .withMessageContaining("nothing is left to stand for <s> and </s>");
  }

  @ParameterizedTest
  @CsvSource({
    "<s>, which stands for a sentence's beginning or end",
    "</s>, which stands for a sentence's beginning or end",
    "<UNK>, which stands for every unknown word"
  })
  void refusesToWriteWhatWouldBeReadAsAnotherWord(String word, String reason) {
    ArpaModel arpa = model(WhitespaceTokenizer.of(List.of("a", word)), "a " + word + "\n", true);
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> written(arpa))
        .withMessage(
            "the token 3, '%1$s', would be written as the word %1$s, %2$s in an ARPA file. Train with a text or a tokenizer that lacks it"
                .formatted(word, reason));
  }

  @Test
  void anotherNameOfTheUnknownWordIsWrittenAsItsOwn() throws IOException {
    Tokenizer tokenizer = new WhitespaceTokenizer(List.of("[UNK]", "\n", "a"), "[UNK]");
    assertThat(written(model(tokenizer, "a b a\n", true)))
        .contains("\t<unk>\t", "\ta <unk>\t", "\t<unk> a\t")
        .doesNotContain("[UNK]");
    Tokenizer both = new WhitespaceTokenizer(List.of("[UNK]", "\n", "<unk>"), "[UNK]");
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> written(model(both, "<unk> b\n", true)))
        .withMessageContaining("the token 2, '<unk>', would be written as the word <unk>");
  }
}
