package dev.prose.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextDecoderTest {
  private static final TextDecoder STRICT =
      new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);
  private static final TextDecoder LENIENT =
      new TextDecoder(StandardCharsets.UTF_8, OnMalformed.REPLACE);

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void everyCharacterAndLineEndStaysAsItIs() {
    StringBuilder all = new StringBuilder("a\r\nb\rc\n\u2028\u0000");
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint != 0xFEFF && Character.getType(codePoint) != Character.SURROGATE) {
        all.appendCodePoint(codePoint);
      }
    }
    byte[] utf8 = all.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(STRICT.decode(utf8, "all").text().contentEquals(all)).isTrue();
    assertThat(LENIENT.decode(utf8, "all").text().contentEquals(all)).isTrue();
  }

  @Test
  void aByteOrderMarkIsDroppedAtTheStartAlone() {
    var decoded = STRICT.decode(bytes(0xEF, 0xBB, 0xBF, 'a', 0xEF, 0xBB, 0xBF), "file");
    assertThat(decoded.text()).isEqualTo("a\uFEFF");
    assertThat(decoded.droppedByteOrderMark()).isTrue();
    assertThat(STRICT.decode(bytes('a'), "file").droppedByteOrderMark()).isFalse();
  }

  @Test
  void malformedInputIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> STRICT.decode(bytes('a', 'b', 0xFF, 'c'), "notes.txt"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("notes.txt is not valid UTF-8: malformed input (FF) at byte offset 2");
    assertThatThrownBy(() -> STRICT.decode(bytes(0xC3, 0xA9, 0xE2, 0x82), "cut.txt"))
        .as("a character cut off at the end")
        .hasMessageContaining("(E2 82) at byte offset 2");
    assertThatThrownBy(() -> STRICT.decode(bytes('x', 0xED, 0xA0, 0x80), "half.txt"))
        .as("half a surrogate pair")
        .hasMessageContaining("at byte offset 1");
  }

  @Test
  void malformedInputIsReplacedOnDemand() {
    assertThat(LENIENT.decode(bytes('a', 0xFF, 'b'), "file").text()).isEqualTo("a\uFFFDb");
  }

  @Test
  void otherEncodingsAreRead() {
    var latin = new TextDecoder(StandardCharsets.ISO_8859_1, OnMalformed.ERROR);
    assertThat(latin.decode(bytes(0xE9, 0xFF), "file").text()).isEqualTo("éÿ");
    var utf16 = new TextDecoder(StandardCharsets.UTF_16LE, OnMalformed.ERROR);
    assertThat(utf16.decode(bytes(0xFF, 0xFE, 'a', 0), "file").text()).isEqualTo("a");
    var windows = new TextDecoder(Charset.forName("windows-1252"), OnMalformed.ERROR);
    assertThatThrownBy(() -> windows.decode(bytes('a', 0x81), "file"))
        .hasMessageContaining("windows-1252")
        .hasMessageContaining("at byte offset 1");
  }

  @Test
  void linesEndInLineFeedsWhereTheyAreAList() {
    var lines = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR, TextLayout.LINES);
    byte[] text = "a\r\nb\rc\n\r\r\n\nd".getBytes(StandardCharsets.UTF_8);
    assertThat(lines.decode(text, "file").text()).isEqualTo("a\nb\nc\n\n\n\nd");
    assertThat(STRICT.decode(text, "file").text()).isEqualTo("a\r\nb\rc\n\r\r\n\nd");
  }
}
