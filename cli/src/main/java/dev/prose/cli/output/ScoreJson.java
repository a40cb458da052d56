package dev.prose.cli.output;

import dev.prose.eval.ScoredToken;
import dev.prose.eval.Surprises;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Scores for programs: an object with one list for the tokens' texts, one for their ids and one for
 * their surprisals, the total, and the most surprising ones.
 */
public final class ScoreJson {
  private final Tokenizer tokenizer;
  private final Surprises surprises;
  private final List<ScoredToken> tokens = new ArrayList<>();

  public ScoreJson(Tokenizer tokenizer, Surprises surprises) {
    this.tokenizer = tokenizer;
    this.surprises = surprises;
  }

  public void add(ScoredToken token) {
    tokens.add(token);
    surprises.add(token);
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
    tokens.forEach(token -> json.writeString(token.text()));
    json.writeEndArray();
    json.writeArrayPropertyStart("ids");
    tokens.forEach(token -> idOrNull(json, token.id()));
    json.writeEndArray();
    json.writeArrayPropertyStart("surprisal_bits");
    // In single precision: what a model's own numbers are good for.
    tokens.forEach(token -> numberOrNull(json, (float) token.bits()));
    json.writeEndArray();
    json.writeArrayPropertyStart("most_surprising");
    surprises.top().forEach(token -> place(json, token));
    json.writeEndArray();
  }

  private void place(JsonGenerator json, ScoredToken token) {
    json.writeStartObject();
    json.writeNumberProperty("index", token.offset());
    json.writeNumberProperty("line", token.line());
    json.writeNumberProperty("column", token.column());
    json.writeStringProperty("token", token.text());
    json.writeNumberProperty("surprisal_bits", (float) token.bits());
    json.writeStringProperty("expected", tokenizer.decode(token.expected()));
    json.writeNumberProperty("expected_probability", (float) token.expectedProbability());
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
