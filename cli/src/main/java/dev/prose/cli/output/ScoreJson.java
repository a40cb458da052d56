package dev.prose.cli.output;

import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/**
 * Scores for programs: an object with one list for the characters, one for their ids and one for
 * their surprisals, the total, and the most surprising ones.
 */
public final class ScoreJson {
  private final int[] codePoints;
  private final int[] ids;
  private final float[] bits;
  private final Surprises surprises;
  private int size;

  /**
   * @param length how many characters the text has
   */
  public ScoreJson(int length, Surprises surprises) {
    this.codePoints = new int[length];
    this.ids = new int[length];
    this.bits = new float[length];
    this.surprises = surprises;
  }

  public void add(ScoredCharacter character) {
    codePoints[size] = character.codePoint();
    ids[size] = character.id();
    bits[size] = (float) character.bits(); // what a model's own numbers are good for
    surprises.add(character);
    size++;
  }

  public void print(String data, Optional<ModelMode> mode, TextOutput out) {
    JsonOutput.print(out, json -> properties(json, data, mode));
  }

  private void properties(JsonGenerator json, String data, Optional<ModelMode> mode) {
    json.writeStringProperty("data", data);
    mode.ifPresent(it -> json.writeStringProperty("mode", it.key()));
    json.writeNumberProperty("predicted", surprises.characters());
    json.writeNumberProperty("total_bits", surprises.bits());
    if (surprises.characters() > 0) {
      json.writeNumberProperty("bits_per_character", surprises.bitsPerCharacter());
    } else {
      json.writeNullProperty("bits_per_character");
    }
    json.writeArrayPropertyStart("tokens");
    IntStream.range(0, size).forEach(i -> json.writeString(Character.toString(codePoints[i])));
    json.writeEndArray();
    json.writeArrayPropertyStart("ids");
    IntStream.range(0, size).forEach(i -> idOrNull(json, ids[i]));
    json.writeEndArray();
    json.writeArrayPropertyStart("surprisal_bits");
    IntStream.range(0, size).forEach(i -> numberOrNull(json, bits[i]));
    json.writeEndArray();
    json.writeArrayPropertyStart("most_surprising");
    surprises.top().forEach(character -> place(json, character));
    json.writeEndArray();
  }

  private static void place(JsonGenerator json, ScoredCharacter character) {
    json.writeStartObject();
    json.writeNumberProperty("index", character.offset());
    json.writeNumberProperty("line", character.line());
    json.writeNumberProperty("column", character.column());
    json.writeStringProperty("token", Character.toString(character.codePoint()));
    json.writeNumberProperty("surprisal_bits", (float) character.bits());
    json.writeStringProperty("expected", Character.toString(character.expected()));
    json.writeNumberProperty("expected_probability", (float) character.expectedProbability());
    json.writeEndObject();
  }

  private static void idOrNull(JsonGenerator json, int id) {
    if (id < 0) {
      json.writeNull();
    } else {
      json.writeNumber(id);
    }
  }

  private static void numberOrNull(JsonGenerator json, float number) {
    if (Float.isNaN(number)) {
      json.writeNull();
    } else {
      json.writeNumber(number);
    }
  }
}
