package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.token.RandomText;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.kinds.TokenKind;
import dev.prose.token.pieces.LineSplitter;
import dev.prose.token.pieces.Splitter;
import dev.prose.token.pieces.Splitters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is learned of a text's parts, on any machine, is what is learned of the whole. */
class TextSurveyTest {
  private static final int ROUNDS = 60;

  private static TextSurvey sent(TextSurvey survey) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(survey);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (TextSurvey) in.readObject();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BYTE")
  void partsHaveTheTokenizerOfTheWhole(TokenKind kind) throws Exception {
    for (Splitter splitter :
        new Splitter[] {Splitters.named("gpt2"), new LineSplitter(Splitters.named("gpt4"))}) {
      Tokenization tokenization = kind.tokenization(OptionalInt.empty(), splitter);
      for (long seed = 0; seed < ROUNDS; seed++) {
        SplitMix64 random = new SplitMix64(seed);
        String text = RandomText.of(random, 400);
        int[] codePoints = text.codePoints().toArray();
        TextSurvey all = sent(tokenization.survey());
        TextSurvey part = sent(tokenization.survey());
        int from = 0;
        for (int at = 1; at <= codePoints.length; at++) {
          boolean end =
              at == codePoints.length
                  || (random.nextInt(3) == 0
                      && tokenization.cuts().between(codePoints[at - 1], codePoints[at]));
          if (end || random.nextInt(9) == 0) {
            int[] chunk = Arrays.copyOfRange(codePoints, from, at);
            part.add(chunk, chunk.length);
            from = at;
          }
          if (end) {
            part.end();
            all.add(sent(part));
            part = sent(tokenization.survey());
          }
        }
        assertThat(all.tokenizer().json())
            .as("seed %d", seed)
            .isEqualTo(tokenization.tokenize(new Corpus("text", text, "")).tokenizer().json());
      }
    }
  }

  @Test
  void surveysOfDifferentKindsDoNotMix() {
    Splitter splitter = Splitters.named("gpt2");
    for (TokenKind kind : TokenKind.values()) {
      for (TokenKind other : TokenKind.values()) {
        if (kind != TokenKind.BYTE && other != TokenKind.BYTE && kind != other) {
          boolean bothPieces =
              kind.is(TokenKind.Trait.KEEPS_BYTES) && other.is(TokenKind.Trait.KEEPS_BYTES);
          TextSurvey survey = kind.tokenization(OptionalInt.empty(), splitter).survey();
          TextSurvey theOther = other.tokenization(OptionalInt.empty(), splitter).survey();
          if (!bothPieces) {
            assertThatIllegalArgumentException().isThrownBy(() -> survey.add(theOther));
          }
        }
      }
    }
  }

  @Test
  void knownTokensAreNotLearned() {
    FixedTokenization fixed = new FixedTokenization(new ByteTokenizer());
    assertThatIllegalStateException().isThrownBy(fixed::survey);
    assertThat(fixed.surveysAll()).isTrue();
    assertThat(
            TokenKind.BPE
                .tokenization(OptionalInt.empty(), Splitters.named("gpt2"))
                .forSplit(0.5)
                .surveysAll())
        .isFalse();
  }
}
