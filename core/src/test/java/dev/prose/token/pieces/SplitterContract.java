package dev.prose.token.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.json.JsonObject;
import dev.prose.random.SplitMix64;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every splitter does. */
abstract class SplitterContract {
  abstract Splitter splitter();

  /** How many bytes a large text has. */
  int large() {
    return 1_000_000;
  }

  @Test
  void piecesAreTheTextInItsOrder() {
    for (long seed = 0; seed < 5_000; seed++) {
      String text = MixedText.of(new SplitMix64(seed));
      assertThat(Pieces.of(splitter(), text)).as("seed %d", seed).doesNotContain("");
      assertThat(String.join("", Pieces.of(splitter(), text))).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void piecesEndWhereTwoCharactersSaySo() {
    for (long seed = 0; seed < 2_000; seed++) {
      String text = MixedText.of(new SplitMix64(seed));
      Set<Integer> ends = new HashSet<>();
      int end = 0;
      for (String piece : Pieces.of(splitter(), text)) {
        end += piece.length();
        ends.add(end);
      }
      for (int at = 1; at < text.length(); at++) {
        boolean inPair =
            Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
        if (!inPair && splitter().between(text.codePointBefore(at), text.codePointAt(at))) {
          assertThat(ends).as("seed %d", seed).contains(at);
        }
      }
    }
  }

  @Test
  void endsDoNotDependOnHowMuchOfTheTextIsKnown() {
    for (long seed = 0; seed < 5_000; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] utf8 = random.nextInt(4) > 0 ? MixedText.of(random).getBytes(UTF_8) : bytes(random);
      assertThat(endsInParts(utf8, random))
          .as("seed %d", seed)
          .isEqualTo(Pieces.ends(splitter(), utf8));
    }
  }

  /** The ends as they are found while the text is read in parts of a random size. */
  private List<Integer> endsInParts(byte[] utf8, RandomGenerator random) {
    List<Integer> ends = new ArrayList<>();
    int from = 0;
    int to = 0;
    while (from < utf8.length) {
      int end =
          from == to ? Splitter.NEEDS_MORE : splitter().end(utf8, from, to, to == utf8.length);
      if (end == Splitter.NEEDS_MORE) {
        assertThat(to).isLessThan(utf8.length);
        for (int characters = random.nextInt(4); characters >= 0 && to < utf8.length; ) {
          to += Characters.length(Characters.at(utf8, to, utf8.length));
          characters--;
        }
      } else {
        ends.add(end);
        from = end;
      }
    }
    return ends;
  }

  @Test
  void whatIsAfterTheKnownPartIsNotLookedAt() {
    for (long seed = 0; seed < 2_000; seed++) {
      byte[] text = MixedText.of(new SplitMix64(seed)).getBytes(UTF_8);
      byte[] more = (new String(text, UTF_8) + "a1 '\u0301\u4F60\n").getBytes(UTF_8);
      for (int from : Pieces.ends(splitter(), text)) {
        if (from < text.length) {
          assertThat(splitter().end(more, from, text.length, true))
              .as("seed %d", seed)
              .isEqualTo(splitter().end(text, from, text.length, true));
        }
      }
    }
  }

  @Test
  void bytesThatAreNotUtf8AreInPiecesToo() {
    for (long seed = 0; seed < 5_000; seed++) {
      byte[] bytes = bytes(new SplitMix64(seed));
      int from = 0;
      while (from < bytes.length) {
        int end = splitter().end(bytes, from, bytes.length, true);
        assertThat(end).as("seed %d", seed).isGreaterThan(from).isLessThanOrEqualTo(bytes.length);
        from = end;
      }
    }
  }

  /** Bytes of which many begin, go on with or cut off a character. */
  private static byte[] bytes(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(20)];
    byte[] likely = {'a', ' ', '\'', '\n', (byte) 0xC0, (byte) 0xE2, (byte) 0x80, (byte) 0x99};
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          random.nextBoolean() ? (byte) random.nextInt() : likely[random.nextInt(likely.length)];
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A",
        "aA",
        "Aa",
        "\u4F60",
        "\u00AAA",
        "A\u0301",
        " ",
        "\t ",
        "\n",
        " \n",
        "\r\n",
        "1",
        "'",
        "''s",
        "'l",
        "a'",
        "_",
        "/\n",
        "\u0301",
        "\u3000",
        "^",
        "\uD83D\uDE00",
        "1 ",
        " a"
      })
  @Timeout(20)
  void muchOfTheSameTakesNoLongerThanOther(String same) {
    byte[] text = same.repeat(large() / same.getBytes(UTF_8).length).getBytes(UTF_8);
    List<Integer> ends = Pieces.ends(splitter(), text);
    assertThat(ends.getLast()).isEqualTo(text.length);
    // Again, in parts that become larger until there is an end.
    int from = 0;
    for (int end : ends) {
      int known = Math.min(text.length, from + 4 * Math.max(1, same.getBytes(UTF_8).length));
      while (splitter().end(text, from, known, known == text.length) == Splitter.NEEDS_MORE) {
        known = (int) Math.min(text.length, from + 2L * (known - from));
      }
      from = end;
    }
  }

  @Test
  void itsJsonGivesASplitterThatCutsTheSame() {
    byte[] json = JsonObject.format(splitter().json());
    Splitter read = PreTokenizerJson.read(JsonObject.parse(Path.of("tokenizer.json"), json));
    assertThat(read.json()).isEqualTo(splitter().json());
    for (long seed = 0; seed < 1_000; seed++) {
      String text = MixedText.of(new SplitMix64(seed));
      assertThat(Pieces.of(read, text)).as("seed %d", seed).isEqualTo(Pieces.of(splitter(), text));
    }
  }
}
