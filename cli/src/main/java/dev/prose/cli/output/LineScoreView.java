package dev.prose.cli.output;

import dev.prose.data.OpenText;
import dev.prose.eval.LineScore;
import dev.prose.eval.LineScorer;
import dev.prose.model.LanguageModel;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * A score for each line of a text: number, characters, bits, bits per character, perplexity, with
 * tabs between them, or as JSON. Dashes stand where nothing was predicted.
 *
 * @param mode whether the model changes on the way
 */
public record LineScoreView(
    OpenText text, LanguageModel model, Tokenizer tokenizer, Optional<ModelMode> mode) {

  /**
   * Scores and prints.
   *
   * @throws IOException if the text cannot be read
   */
  public void print(TextOutput out) throws IOException {
    LineScorer.score(model, tokenizer, text, line -> out.println(shown(line)));
  }

  /**
   * Scores and prints one JSON object, with the total.
   *
   * @throws IOException if the text cannot be read
   */
  public void json(TextOutput out) throws IOException {
    text.encode(tokenizer, (id, characters) -> {}); // refused before anything is printed
    JsonOutput.print(out, this::properties);
  }

  private static String shown(LineScore line) {
    StringBuilder shown = new StringBuilder();
    shown.append(line.line()).append('\t').append(line.characters()).append('\t');
    FixedPoint.append(shown, line.bits());
    for (double mean : new double[] {line.bitsPerCharacter(), line.perplexity()}) {
      shown.append('\t');
      if (Double.isNaN(mean)) {
        shown.append('-');
      } else {
        FixedPoint.append(shown, mean);
      }
    }
    return shown.toString();
  }

  private void properties(JsonGenerator json) throws IOException {
    json.writeStringProperty("data", text.name());
    mode.ifPresent(it -> it.write(json));
    json.writeArrayPropertyStart("lines");
    Sum sum = new Sum();
    LineScorer.score(
        model,
        tokenizer,
        text,
        line -> {
          sum.characters += line.characters();
          sum.bits += line.bits();
          object(json, line);
        });
    json.writeEndArray();
    ScoreJson.total(json, sum.characters, sum.bits);
  }

  private static final class Sum {
    private long characters;
    private double bits;
  }

  private static void object(JsonGenerator json, LineScore line) {
    json.writeStartObject();
    json.writeNumberProperty("line", line.line());
    json.writeNumberProperty("tokens", line.tokens());
    json.writeNumberProperty("characters", line.characters());
    json.writeNumberProperty("bits", line.bits());
    numberOrNull(json, "bits_per_character", line.bitsPerCharacter());
    numberOrNull(json, "perplexity", line.perplexity());
    json.writeEndObject();
  }

  private static void numberOrNull(JsonGenerator json, String name, double number) {
    if (Double.isNaN(number)) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, number);
    }
  }
}
