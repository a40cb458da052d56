package dev.prose.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.prose.text.InvalidFileException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class JsonObjectTest {
  private static JsonObject parse(String json) {
    return JsonObject.parse(Path.of("x.json"), json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void valuesAreOfTheirTypes() {
    assertThat(
            parse(
                    """
                    {"z": 2147483647, "y": -2147483649, "x": 9223372036854775808, "w": 0.1, "v": 1e2,
                     "u": true, "t": false, "s": null, "r": "\\ud83d\\ude00\\n", "q": [], "p": {}}
                    """)
                .fields()
                .entrySet())
        .extracting(Map.Entry::getKey, Map.Entry::getValue)
        .containsExactly(
            tuple("z", 2147483647),
            tuple("y", -2147483649L),
            tuple("x", new BigInteger("9223372036854775808")),
            tuple("w", 0.1),
            tuple("v", 100.0),
            tuple("u", true),
            tuple("t", false),
            tuple("s", null),
            tuple("r", "\ud83d\ude00\n"),
            tuple("q", List.of()),
            tuple("p", Map.of()));
  }

  /** What another reader makes of it, value by value and in the same order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"a\":{\"b\":[{\"c\":[[1,2],[]]},null,{}]},\"d\":[true,false,\"\"]} \n",
        "{\"\":0,\" \":-0,\"-0.0\":-0.0}",
        "{\"a\":1e999,\"b\":-1e999,\"c\":4.9e-324,\"d\":1E-999,\"e\":1.7976931348623157e308}",
        "{\"a\":0.1000000000000000055511151231257827,\"b\":123456789012345678901234567890}",
        "{\"a\":2.2250738585072011e-308,\"b\":9007199254740993,\"c\":-9223372036854775808}",
        "{\"\\u0000\":\"\\u007f\\ud800\",\"é\":\"\u2028\"}",
      })
  void readsWhatAnotherReaderReads(String json) {
    Map<String, Object> expected = JSON.std.mapFrom(json);
    Map<String, ?> read = parse(json).fields();
    assertThat(read).isEqualTo(expected);
    assertThat(read.toString()).isEqualTo(expected.toString());
  }

  @Test
  void whatWasWrittenIsRead() {
    Map<String, ?> fields =
        Map.of("a", List.of(1, 2L + Integer.MAX_VALUE, 0.1, true), "b", Map.of("c", "\u0001é"));
    assertThat(JsonObject.parse(Path.of("x"), JsonObject.format(fields)).fields())
        .isEqualTo(fields);
    assertThat(JsonObject.parse(Path.of("x"), JsonObject.compact(fields)).fields())
        .isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                 | holds no JSON object",
        "null               | holds no JSON object",
        "[1]                | holds no JSON object",
        "{} {}              | there is more after",
        "{} x               | is not valid JSON",
        "{                  | is not valid JSON: Unexpected end-of-input",
        "{\"a\"             | is not valid JSON",
        "{\"a\":            | is not valid JSON: Unexpected end-of-input",
        "{\"a\":[           | is not valid JSON: Unexpected end-of-input",
        "{\"a\":[1          | is not valid JSON: Unexpected end-of-input",
        "{\"a\":{\"b\":1}   | is not valid JSON: Unexpected end-of-input",
        "{\"a\":[1,]}       | is not valid JSON",
        "{\"a\":1,}         | is not valid JSON",
        "{\"a\":[}]         | is not valid JSON",
        "{a:1}              | is not valid JSON",
        "{'a':1}            | is not valid JSON",
        "{\"a\":NaN}        | is not valid JSON",
        "{\"a\":01}         | is not valid JSON",
        "{\"a\":.5}         | is not valid JSON",
        "{\"a\":1}//        | is not valid JSON",
        "{\"a\":1,\"a\":1}  | is not valid JSON: Duplicate",
        "{\"a\":[{\"b\":1,\"b\":1}]} | is not valid JSON: Duplicate",
      })
  void whatIsNoObjectIsRefused(String json, String reason) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("x.json")
        .hasMessageContaining(reason);
  }

  @Test
  void numbersAreBounded() {
    assertThat(parse("{\"a\":" + "1".repeat(1000) + "}").fields().get("a"))
        .isInstanceOf(BigInteger.class);
    assertThat(parse("{\"a\":1e99999999999}").number("a")).isInfinite();
    for (String number : List.of("1".repeat(1001), "0." + "1".repeat(1_000_000))) {
      assertThatThrownBy(() -> parse("{\"a\":" + number + "}"))
          .isInstanceOf(InvalidFileException.class)
          .hasMessageContaining("Number value length");
    }
  }

  @Test
  void nestingIsBounded() {
    assertThat(parse("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").fields()).hasSize(1);
    for (String deep : List.of("[".repeat(32), "[".repeat(1_000_000), "{\"a\":".repeat(1_000))) {
      assertThatThrownBy(() -> parse("{\"a\":" + deep))
          .isInstanceOf(InvalidFileException.class)
          .hasMessageContaining("nesting depth");
    }
  }
}
