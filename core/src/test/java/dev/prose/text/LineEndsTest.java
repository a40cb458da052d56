package dev.prose.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineEndsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a~#b~#       | 2 CRLF, 0 LF   | 1",
        "a#b~#c#      | 1 CRLF, 2 LF   | 2",
        "a#b~c~       | 2 CR, 1 LF     | 2",
        "~#~~#        | 2 CRLF, 1 CR, 0 LF | 1",
        "##a~         | 1 CR, 2 LF     | 3",
      })
  void eachKindIsCountedAndTheFirstReturnFound(String text, String kinds, int line) {
    String given = text.replace('~', '\r').replace('#', '\n');
    assertThat(LineEnds.of(given).notice("a.txt"))
        .hasValue(
            "The line ends of a.txt stay as they are: %s. The first carriage return ends line %d"
                .formatted(kinds, line));
    LineEnds inPieces = new LineEnds();
    for (int i = 0; i < given.length(); i++) {
      inPieces.add(given.toCharArray(), i, i + 1);
    }
    assertThat(inPieces.notice("a.txt")).isEqualTo(LineEnds.of(given).notice("a.txt"));
    for (int cut = 0; cut <= given.length(); cut++) {
      LineEnds first = LineEnds.of(given.substring(0, cut));
      first.add(LineEnds.of(""));
      first.add(LineEnds.of(given.substring(cut)));
      assertThat(first.notice("a.txt")).isEqualTo(LineEnds.of(given).notice("a.txt"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a\nb\n", "a\u0085b\u2028"})
  void lineFeedsAloneAreNothingToSay(String text) {
    assertThat(LineEnds.of(text).notice("a.txt")).isEmpty();
  }
}
