package dev.prose.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideEncodingTest {
  private static final String CHINESE = "道可道，非常道。\n名可名，非常名。\n";

  private static final String[] ALPHABETS = {
    "A rose is a rose.\n",
    "ab\n",
    "“Quoted” — with dashes and much more text than that, in English.\n",
    "Все счастливые семьи похожи друг на друга.\n",
    "Άνδρα μοι έννεπε, Μούσα.\n",
    "בראשית ברא אלהים\n",
    "सत्यमेव जयते\n",
    "Été à Nîmes\r\n",
    "xin chào tôi đến từ Việt Nam\n",
  };

  private static void assertGuess(byte[] bytes, String charset, boolean certain) {
    assertThat(WideEncoding.of(bytes, bytes.length)).isEqualTo(new WideEncoding(charset, certain));
  }

  private static void assertNone(byte[] bytes) {
    assertThat(WideEncoding.of(bytes, Math.min(bytes.length, PeekedStream.BEGINNING))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aTextWithoutAMarkIsKnown(String charset) {
    for (String text : ALPHABETS) {
      assertGuess(text.getBytes(Charset.forName(charset)), charset, true);
    }
    assertGuess(CHINESE.getBytes(Charset.forName(charset)), charset, false);
    assertGuess("A smile 😀\n".repeat(9).getBytes(Charset.forName(charset)), charset, true);
  }

  @Test
  void aMarkSaysAll() {
    assertGuess("\uFEFF道".getBytes(StandardCharsets.UTF_16LE), "UTF-16", true);
    assertGuess("\uFEFF道".getBytes(StandardCharsets.UTF_16BE), "UTF-16", true);
    assertGuess("\uFEFF道".getBytes(StandardCharsets.UTF_32LE), "UTF-32", true);
    assertGuess("\uFEFF道".getBytes(StandardCharsets.UTF_32BE), "UTF-32", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "KOI8-R", "Shift_JIS", "GB18030"})
  void whatHasNoZerosIsInNoneOfThem(String charset) {
    for (String text : ALPHABETS) {
      assertNone(text.getBytes(Charset.forName(charset)));
      assertNone(text.repeat(500).getBytes(Charset.forName(charset)));
    }
  }

  @Test
  void aTextWithZerosInItStaysAText() {
    for (String text :
        new String[] {
          "hello\0",
          "a\0",
          "one\0two\0three\0",
          "NULs in \0\0 the middle, or at the end\0",
          "\0",
          "\0\0\0\0\0\0\0\0",
          "a.txt\0b.txt\0c/d e.txt\0"
        }) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      WideEncoding guess = WideEncoding.of(bytes, bytes.length);
      assertThat(guess == null || !guess.certain()).as(text).isTrue();
    }
  }

  @Test
  void binaryFilesAreInNoneOfThem() {
    for (int seed = 0; seed < 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] noise = new byte[4096];
      ByteBuffer numbers = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) random.nextInt(256);
      }
      while (numbers.hasRemaining()) {
        numbers.putInt(random.nextInt(1000));
      }
      assertThat(WideEncoding.of(noise, noise.length)).as("seed %d", seed).isNull();
      assertThat(WideEncoding.of(numbers.array(), 4096)).as("seed %d", seed).isNull();
    }
  }

  @Test
  void aDecoderOfAnotherEncodingRefusesThem() {
    TextDecoder utf8 = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);
    for (String text : new String[] {"A rose\n", CHINESE}) {
      assertThatThrownBy(() -> utf8.decode(text.getBytes(StandardCharsets.UTF_16LE), "a.txt"))
          .isInstanceOf(InvalidTextException.class)
          .hasMessage("a.txt is not UTF-8: it looks like UTF-16LE");
    }
    TextDecoder utf16 = new TextDecoder(StandardCharsets.UTF_16LE, OnMalformed.ERROR);
    assertThat(utf16.decode(CHINESE.getBytes(StandardCharsets.UTF_16LE), "a.txt").text())
        .isEqualTo(CHINESE);
  }
}
