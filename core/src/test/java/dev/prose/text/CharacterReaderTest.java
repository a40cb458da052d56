package dev.prose.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.random.SplitMix64;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read in pieces of any size, a text is what {@link TextDecoder} makes of it whole. */
class CharacterReaderTest {
  private static final int TEXTS = 200;
  private static final int[][] FRAGMENTS = { // of UTF-8, some of them malformed
    {'a'},
    {'\r', '\n'},
    {'\r'},
    {'\n'},
    {0xC3, 0xA9}, // é
    {0xD7, 0xA9}, // Hebrew
    {0xE2, 0x82, 0xAC}, // €
    {0xE6, 0xBC, 0xA2}, // a Chinese character
    {0xF0, 0x9F, 0x98, 0x80}, // an emoji
    {0xEF, 0xBB, 0xBF}, // a byte-order mark
    {0xEF, 0xBF, 0xBD}, // a replacement character of its own
    {0xED, 0xA0, 0xBD}, // the first half of a surrogate pair
    {0xED, 0xB8, 0x80}, // the second half
    {0xF0, 0x9F, 0x98}, // cut off
    {0xE2, 0x82},
    {0xC3},
    {0xF4, 0x90, 0x80, 0x80}, // beyond Unicode
    {0xFF},
    {0x1B, '$', 'B'}, // a shift of ISO-2022-JP
  };
  private static final int WELL_FORMED = 11; // of these

  private final List<String> notices = new ArrayList<>();
  private final LoadListener listener =
      new LoadListener() {
        @Override
        public void notice(String message) {
          notices.add(message);
        }
      };

  @ParameterizedTest
  @ValueSource(strings = {"ERROR", "REPLACE", "KEEP"})
  void stretchesOfAFileAreTogetherTheFile(OnMalformed onMalformed) throws IOException {
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8, onMalformed);
    for (long seed = 0; seed < TEXTS; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      byte[] bytes =
          text(random, onMalformed == OnMalformed.ERROR ? WELL_FORMED : FRAGMENTS.length);
      TextPart whole = new TextPart("whole", decoder, () -> new ByteArrayInputStream(bytes));
      List<TextPart> stretches = new ArrayList<>();
      int from = 0;
      for (int to = 1; to <= bytes.length; to++) {
        // What is no continuation begins a character, whatever is before.
        boolean begins = to == bytes.length || (bytes[to] & 0xC0) != 0x80;
        if (begins && (to == bytes.length || random.nextInt(2) == 0)) {
          byte[] stretch = Arrays.copyOfRange(bytes, from, to);
          stretches.add(
              new TextPart("cut", decoder, () -> new ByteArrayInputStream(stretch), from));
          from = to;
        }
      }
      assertThat(codePoints(stretches)).as("seed %d", seed).isEqualTo(codePoints(List.of(whole)));
    }
  }

  private List<Integer> codePoints(List<TextPart> parts) throws IOException {
    List<Integer> codePoints = new ArrayList<>();
    try (CharacterReader reader = new CharacterReader(parts, listener)) {
      for (int count = reader.next(); count > 0; count = reader.next()) {
        for (int i = 0; i < count; i++) {
          codePoints.add(reader.chunk()[i]);
        }
      }
    }
    return codePoints;
  }

  @Test
  void whatIsWrongWithAStretchIsToldByItsPlaceInTheFile() {
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);
    byte[] bytes = {0x1F, (byte) 0x8B, 8, 'a', (byte) 0xFF}; // begins as gzip's files do
    TextPart part = new TextPart("a.txt", decoder, () -> new ByteArrayInputStream(bytes), 1000);
    assertThatThrownBy(() -> codePoints(List.of(part)))
        .isInstanceOf(InvalidTextException.class)
        .hasMessage("a.txt is not valid UTF-8: malformed input (8B) at byte offset 1001");
  }

  private static byte[] text(SplitMix64 random, int fragments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int n = random.nextInt(12); n > 0; n--) {
      for (int b : FRAGMENTS[random.nextInt(fragments)]) {
        bytes.write(b);
      }
    }
    return bytes.toByteArray();
  }

  private static TextPart part(String name, TextDecoder decoder, byte[] bytes) {
    return new TextPart(name, decoder, () -> new ByteArrayInputStream(bytes));
  }

  /** Text, length and SHA-256, or the message. */
  private List<String> inPieces(List<TextPart> parts, int pieceSize) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CharacterReader reader = new CharacterReader(parts, listener, pieceSize)) {
      for (int count = reader.next(); count > 0; count = reader.next()) {
        for (int i = 0; i < count; i++) {
          text.appendCodePoint(reader.chunk()[i]);
        }
      }
      return List.of(text.toString(), Long.toString(reader.length()), reader.sha256());
    } catch (InvalidDataException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> whole(TextDecoder decoder, byte[] bytes) {
    try {
      String text = decoder.decode(bytes, "file").text();
      String length = Integer.toString(text.codePointCount(0, text.length()));
      return List.of(text, length, Sha256.of(bytes));
    } catch (InvalidDataException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8",
        "UTF-16",
        "UTF-16LE",
        "UTF-32",
        "ISO-8859-1",
        "windows-1252",
        "Shift_JIS",
        "ISO-2022-JP",
        "GB18030",
        "CESU-8"
      })
  void piecesMakeNoDifference(String charset) throws IOException {
    for (OnMalformed onMalformed : OnMalformed.values()) {
      for (TextLayout layout : TextLayout.values()) {
        piecesMakeNoDifference(new TextDecoder(Charset.forName(charset), onMalformed, layout));
      }
    }
  }

  private void piecesMakeNoDifference(TextDecoder decoder) throws IOException {
    for (int seed = 0; seed < TEXTS; seed++) {
      byte[] bytes = text(new SplitMix64(seed), seed % 2 == 0 ? WELL_FORMED : FRAGMENTS.length);
      List<String> expected = whole(decoder, bytes);
      for (int pieceSize = 1; pieceSize <= 9; pieceSize++) {
        assertThat(inPieces(List.of(part("file", decoder, bytes)), pieceSize))
            .as("seed %d, %s, pieces of %d", seed, decoder, pieceSize)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aTextLongerThanAPieceIsReadToItsEnd() throws IOException {
    TextDecoder decoder = new TextDecoder(Charset.forName("UTF-8"), OnMalformed.ERROR);
    byte[] bytes = "aé漢😀\r\n".repeat(20_000).getBytes(decoder.charset());
    StreamedCorpus corpus =
        new StreamedCorpus("name", "given", List.of(part("file", decoder, bytes)));
    for (int time = 0; time < 2; time++) {
      try (CharacterReader reader = corpus.read(listener)) {
        while (reader.next() > 0) {}
        assertThat(reader.length()).isEqualTo(120_000);
        assertThat(reader.sha256()).isEqualTo(Sha256.of(bytes));
      }
    }
  }

  @Test
  void partsFollowOneAnotherEachWithItsOwnEncodingAndByteOrderMark() throws IOException {
    TextDecoder utf8 = new TextDecoder(Charset.forName("UTF-8"), OnMalformed.ERROR);
    TextDecoder latin = new TextDecoder(Charset.forName("ISO-8859-1"), OnMalformed.ERROR);
    byte[] marked = "\uFEFFé\uFEFF".getBytes(utf8.charset());
    List<TextPart> parts =
        List.of(
            part("a", utf8, marked),
            part("empty", utf8, new byte[0]),
            part("b", latin, new byte[] {(byte) 0xE9}),
            part("c", utf8, marked));
    for (int pieceSize : new int[] {1, 2, 100}) {
      notices.clear();
      assertThat(inPieces(parts, pieceSize).getFirst()).isEqualTo("é\uFEFFéé\uFEFF");
      assertThat(notices)
          .containsExactly(
              "The byte-order mark at the start of a is left out",
              "The byte-order mark at the start of c is left out");
    }
  }

  @Test
  void aLineOfAListDoesNotContinueInTheNextPart() throws IOException {
    TextDecoder lines =
        new TextDecoder(Charset.forName("UTF-8"), OnMalformed.ERROR, TextLayout.LINES);
    List<TextPart> parts = new ArrayList<>();
    for (String text : new String[] {"", "a\r\nb", "", "c\r", "\nd", "\uFEFF", "\uFEFFe", "😀"}) {
      parts.add(part("file", lines, text.getBytes(lines.charset())));
    }
    for (int pieceSize = 1; pieceSize <= 9; pieceSize++) {
      assertThat(inPieces(parts, pieceSize).getFirst()).isEqualTo("a\nb\nc\n\nd\ne\n😀");
    }
  }

  @Test
  void aPackedPartIsUnpacked() throws IOException {
    TextDecoder utf8 = new TextDecoder(Charset.forName("UTF-8"), OnMalformed.ERROR);
    byte[] text = "\uFEFFé漢😀\r\n".repeat(5000).getBytes(utf8.charset());
    for (int pieceSize : new int[] {1, 7, 1 << 13}) {
      assertThat(inPieces(List.of(part("file", utf8, GunzipTest.gzip(text))), pieceSize))
          .isEqualTo(whole(utf8, text));
    }
  }

  /** Java's UTF-32 lets halves of a pair pass one by one; in a String they become a character. */
  @Test
  void aPairThatComesInHalvesIsOneCharacter() throws IOException {
    TextDecoder utf32 = new TextDecoder(Charset.forName("UTF-32BE"), OnMalformed.ERROR);
    byte[] high = {0, 0, (byte) 0xD8, 0x3D};
    byte[] low = {0, 0, (byte) 0xDE, 0};
    byte[] both = {0, 0, (byte) 0xD8, 0x3D, 0, 0, (byte) 0xDE, 0};
    for (int pieceSize = 1; pieceSize <= 9; pieceSize++) {
      assertThat(inPieces(List.of(part("a", utf32, both)), pieceSize))
          .isEqualTo(List.of("😀", "1", Sha256.of(both)));
      assertThat(inPieces(List.of(part("a", utf32, high), part("b", utf32, low)), pieceSize))
          .isEqualTo(List.of("😀", "1", Sha256.of(both)));
      assertThat(inPieces(List.of(part("a", utf32, high)), pieceSize))
          .isEqualTo(List.of("\uD83D", "1", Sha256.of(high)));
    }
  }

  @Test
  void aPlaceIsGivenInItsOwnPart() throws IOException {
    TextDecoder utf8 = new TextDecoder(Charset.forName("UTF-8"), OnMalformed.ERROR);
    byte[] bytes = new byte[100_000];
    bytes[99_998] = (byte) 0xE2;
    bytes[99_999] = (byte) 0x82;
    List<TextPart> parts = List.of(part("a", utf8, new byte[10]), part("b", utf8, bytes));
    assertThat(inPieces(parts, 1 << 13).getFirst())
        .isEqualTo("b is not valid UTF-8: malformed input (E2 82) at byte offset 99998");
  }

  @Test
  void aDiskThatFailsIsReportedWithThePart() throws IOException {
    TextDecoder utf8 = new TextDecoder(Charset.forName("UTF-8"), OnMalformed.ERROR);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    TextPart part = new TextPart("a.txt", utf8, () -> broken);
    try (CharacterReader reader = new CharacterReader(List.of(part), listener)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot read a.txt: Input/output error");
    }
  }
}
