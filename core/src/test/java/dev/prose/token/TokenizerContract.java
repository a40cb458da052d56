package dev.prose.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.json.JsonObject;
import dev.prose.random.SplitMix64;
import dev.prose.token.kinds.TokenKinds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every tokenizer does. */
public abstract class TokenizerContract {
  protected abstract Tokenizer tokenizer();

  /** The same kind with a vocabulary of which the tests' heap has room for several. */
  protected Tokenizer small() {
    return tokenizer();
  }

  /** A random text that the tokenizer can encode. */
  protected abstract String text(SplitMix64 random, int length);

  @Test
  void decodingGivesTheEncodedTextBack() {
    for (long seed = 0; seed < 200; seed++) {
      String text = text(new SplitMix64(seed), (int) seed);
      int[] ids = tokenizer().encode(text);
      assertThat(tokenizer().decode(ids)).as("seed %d", seed).isEqualTo(text);
      assertThat(Arrays.stream(ids))
          .as("seed %d", seed)
          .allMatch(id -> id >= 0 && id < tokenizer().vocabularySize());
    }
  }

  @Test
  void theTextOfASequenceIsTheBytesOfItsTokens() {
    for (long seed = 0; seed < 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      // Any tokens, whether a text has them in this order or not.
      int[] ids = random.ints(seed, 0, tokenizer().vocabularySize()).toArray();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Decoder decoder = tokenizer().decoder();
      StringBuilder streamed = new StringBuilder();
      for (int id : ids) {
        bytes.writeBytes(tokenizer().bytes(id));
        String piece = decoder.next(id);
        assertThat(piece.codePoints())
            .as("seed %d: never half a character", seed)
            .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        streamed.append(piece);
      }
      streamed.append(decoder.end());
      String expected = bytes.toString(StandardCharsets.UTF_8);
      assertThat(streamed.toString()).as("seed %d", seed).isEqualTo(expected);
      assertThat(tokenizer().decode(ids)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void cutWhereItMayBeATextHasTheTokensOfTheWhole() {
    for (Tokenizer tokenizer : List.of(tokenizer(), tokenizer().withinLines())) {
      for (long seed = 0; seed < 200; seed++) {
        String text = text(new SplitMix64(seed), (int) seed);
        int[] whole = tokenizer.encode(text);
        int[] codePoints = text.codePoints().toArray();
        for (int cut = 1; cut < codePoints.length; cut++) {
          if (tokenizer.cuts().between(codePoints[cut - 1], codePoints[cut])) {
            int[] first = tokenizer.encode(new String(codePoints, 0, cut));
            int[] rest = tokenizer.encode(new String(codePoints, cut, codePoints.length - cut));
            int[] parts = Arrays.copyOf(first, first.length + rest.length);
            System.arraycopy(rest, 0, parts, first.length, rest.length);
            assertThat(parts).as("seed %d, cut at %d", seed, cut).isEqualTo(whole);
          }
        }
      }
    }
  }

  @Test
  void aTextInPiecesHasTheTokensOfTheWhole() {
    for (long seed = 0; seed < 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      String text = text(random, (int) seed);
      int[] codePoints = text.codePoints().toArray();
      List<Integer> ids = new ArrayList<>();
      AtomicInteger characters = new AtomicInteger();
      Encoder.Sink sink =
          (id, count) -> {
            ids.add(id);
            characters.addAndGet(count);
          };
      Encoder encoder = tokenizer().encoder();
      for (int from = 0; from < codePoints.length; ) {
        int count = Math.min(1 + random.nextInt(9), codePoints.length - from);
        encoder.encode(Arrays.copyOfRange(codePoints, from, from + count), count, sink);
        from += count;
      }
      encoder.end(sink);
      assertThat(ids.stream().mapToInt(Integer::intValue).toArray())
          .as("seed %d", seed)
          .isEqualTo(tokenizer().encode(text));
      assertThat(characters.get()).as("seed %d", seed).isEqualTo(codePoints.length);
      assertThat(encoder.unknown()).isZero();
    }
  }

  @Test
  void theTreatmentOfUnknownCharactersDoesNotMakeATokenizerDifferent() {
    for (OnUnknown onUnknown : OnUnknown.values()) {
      Tokenizer other = small().withOnUnknown(onUnknown);
      assertThat(other.sameAs(small())).isTrue();
      assertThat(small().sameAs(other)).isTrue();
    }
  }

  @Test
  void aFileOfItGivesTheSameTokenizer() {
    byte[] json = JsonObject.format(small().json());
    JsonObject parsed = JsonObject.parse(Path.of("tokenizer.json"), json);
    Tokenizer read = TokenKinds.read(parsed, OnUnknown.ERROR);
    assertThat(read.sameAs(small())).isTrue();
    assertThat(JsonObject.format(read.json())).isEqualTo(json);
  }

  @Test
  void everyTokenCanBeShownOnOneLine() {
    for (int id = 0; id < tokenizer().vocabularySize(); id += 1 + id / 100) {
      assertThat(tokenizer().shown(id)).doesNotContainPattern("[ \\p{Cntrl}]").isNotEmpty();
      assertThat(tokenizer().quoted(id)).doesNotContainPattern("\\p{Cntrl}").matches("'.+'");
    }
  }

  @Test
  void idsOutsideTheVocabularyAreRefused() {
    for (int id : new int[] {-1, tokenizer().vocabularySize(), Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> tokenizer().decode(id))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tokenizer().bytes(id)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tokenizer().decoder().next(id))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tokenizer().quoted(id))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
