package dev.prose.token.chars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.text.OnMalformed;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharTokenizationTest {
  private static final TextDecoder UTF_8 =
      new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);

  @TempDir private Path folder;

  /** Streams a text that is another one each time it is read. */
  private TokenizedText stream(String... texts) throws IOException {
    Iterator<String> times = List.of(texts).iterator();
    TextPart part =
        new TextPart(
            "file.txt",
            UTF_8,
            () -> new ByteArrayInputStream(times.next().getBytes(StandardCharsets.UTF_8)));
    return new CharTokenization()
        .tokenize(
            new StreamedCorpus("name", "file.txt", List.of(part)), folder, new LoadListener() {});
  }

  /** Random text over so many characters, from all of Unicode. */
  private static String text(int characters) {
    SplitMix64 random = new SplitMix64(characters);
    int[] alphabet =
        random
            .ints(0, Character.MAX_CODE_POINT + 1)
            .filter(codePoint -> Character.getType(codePoint) != Character.SURROGATE)
            .distinct()
            .limit(characters)
            .toArray();
    StringBuilder text = new StringBuilder("x");
    for (int i = 0; i < 30_000; i++) {
      text.appendCodePoint(alphabet[random.nextInt(characters)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 65, 300, 20_000})
  void aStreamedTextIsTheSameAsOneInMemory(int characters) throws IOException {
    String text = text(characters);
    TokenizedText expected = new CharTokenization().tokenize(Corpus.of("name", text));
    try (TokenizedText streamed = stream(text, text)) {
      assertThat(streamed.name()).isEqualTo("name");
      assertThat(streamed.length()).isEqualTo(expected.length()).isEqualTo(30_001);
      assertThat(streamed.sha256()).isEqualTo(expected.sha256());
      assertThat(streamed.tokenizer().sameAs(expected.tokenizer())).isTrue();
      assertThat(streamed.tokens().vocabularySize()).isEqualTo(expected.tokens().vocabularySize());
      assertThat(streamed.tokens().toArray()).isEqualTo(expected.tokens().toArray());
      Split split = Split.of(streamed.tokens(), 0.77);
      Split expectedSplit = Split.of(expected.tokens(), 0.77);
      assertThat(split.train().toArray()).isEqualTo(expectedSplit.train().toArray());
      assertThat(split.validation().toArray()).isEqualTo(expectedSplit.validation().toArray());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anEmptyTextIsRefused() {
    for (String empty : new String[] {"", "\uFEFF"}) {
      assertThatThrownBy(() -> stream(empty))
          .isInstanceOf(InvalidDataException.class)
          .hasMessage("file.txt is empty");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void carriageReturnsAreToldEitherWay() throws IOException {
    String text = "a\nb\r\nc";
    List<String> notices = new ArrayList<>();
    LoadListener listener =
        new LoadListener() {
          @Override
          public void notice(String message) {
            notices.add(message);
          }
        };
    new CharTokenization().tokenize(Corpus.of("name", text), listener);
    TextPart part =
        new TextPart(
            "file.txt",
            UTF_8,
            () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    StreamedCorpus streamed = new StreamedCorpus("name", "file.txt", List.of(part));
    new CharTokenization().tokenize(streamed, folder, listener).close();
    assertThat(notices)
        .containsExactly(
            "The line ends of name stay as they are: 1 CRLF, 1 LF."
                + " The first carriage return ends line 2",
            notices.getFirst());
    notices.clear();
    new CharTokenization().tokenize(Corpus.of("name", "a\nb"), listener);
    assertThat(notices).isEmpty();
  }

  @Test
  void aTextThatChangesMeanwhileIsRefused() {
    for (String second : new String[] {"abb", "abcd", "ab", ""}) {
      assertThatThrownBy(() -> stream("abc", second))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageStartingWith("file.txt changed while it was being read");
    }
    assertThat(folder).isEmptyDirectory();
  }
}
