package dev.prose.cli.output;

import dev.prose.data.OpenText;
import dev.prose.eval.ScoredToken;
import dev.prose.eval.Surprises;
import dev.prose.eval.TextScorer;
import dev.prose.model.LanguageModel;
import dev.prose.token.TokenAligner;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Scores for programs: an object with one list for the tokens' texts, one for their ids and one for
 * their surprisals, the most surprising ones, and the total. The text is gone through once for each
 * list, so that none of them is ever in memory.
 *
 * @param mode whether the model changes on the way
 */
public record ScoreJson(
    OpenText text, LanguageModel model, Tokenizer tokenizer, Optional<ModelMode> mode) {

  /**
   * Scores and prints.
   *
   * @param surprises takes all tokens
   * @throws IOException if the text cannot be read
   */
  public void print(Surprises surprises, TextOutput out) throws IOException {
    text.encode(tokenizer, (id, characters) -> {}); // refused before anything is printed
    JsonOutput.print(out, json -> properties(json, surprises));
  }

  private void properties(JsonGenerator json, Surprises surprises) throws IOException {
    json.writeStringProperty("data", text.name());
    mode.ifPresent(it -> it.write(json));
    json.writeArrayPropertyStart("tokens");
    TokenAligner aligner = new TokenAligner(tokenizer, (id, its) -> json.writeString(its));
    text.read(aligner::encode);
    aligner.end();
    json.writeEndArray();
    json.writeArrayPropertyStart("ids");
    text.encode(tokenizer, (id, characters) -> idOrNull(json, id));
    json.writeEndArray();
    json.writeArrayPropertyStart("surprisal_bits");
    TextScorer.score(
        model,
        tokenizer,
        text,
        token -> {
          surprises.add(token);
          numberOrNull(json, token.bits());
        });
    json.writeEndArray();
    json.writeArrayPropertyStart("most_surprising");
    surprises.top().forEach(token -> place(json, token));
    json.writeEndArray();
    total(json, surprises.characters(), surprises.bits());
  }

  /** The sums, in the same words wherever a text is scored. */
  static void total(JsonGenerator json, long characters, double bits) {
    json.writeNumberProperty("predicted", characters);
    json.writeNumberProperty("total_bits", bits);
    if (characters > 0) {
      json.writeNumberProperty("bits_per_character", bits / characters);
    } else {
      json.writeNullProperty("bits_per_character");
    }
  }

  private void place(JsonGenerator json, ScoredToken token) {
    json.writeStartObject();
    json.writeNumberProperty("index", token.offset());
    json.writeNumberProperty("line", token.line());
    json.writeNumberProperty("column", token.column());
    json.writeStringProperty("token", token.text());
    json.writeNumberProperty("surprisal_bits", token.bits());
    json.writeStringProperty("expected", tokenizer.decode(token.expected()));
    // In single precision, as all tokens' probabilities are.
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

  private static void numberOrNull(JsonGenerator json, double number) {
    if (Double.isNaN(number)) {
      json.writeNull();
    } else {
      json.writeNumber(number);
    }
  }
}
