package dev.prose.server.api;

import dev.prose.TextModel;
import dev.prose.eval.ScoredToken;
import dev.prose.eval.TextScorer;
import dev.prose.server.fields.ModelField;
import dev.prose.server.fields.TokenObjects;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Fields;
import dev.prose.server.http.Generations;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import dev.prose.token.Encoder;
import dev.prose.token.OnUnknown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/score}: how much each token of a text surprises a model. */
public final class ScoreRoute {
  private final ServedModels models;
  private final Generations generations;

  public ScoreRoute(ServedModels models, Generations generations) {
    this.models = models;
    this.generations = generations;
  }

  public void score(Exchange exchange) {
    Fields fields = exchange.fields();
    ServedModel served = ModelField.read(fields, models);
    String text =
        ShortText.read(fields, "text").orElseThrow(() -> fields.invalid("text", "is missing"));
    // What the model does not know is left out, and named.
    TextModel model = served.text().withOnUnknown(OnUnknown.SKIP);
    BooleanSupplier left = exchange.left();
    Map<String, @Nullable Object> reply = generations.compute(() -> reply(model, text, left));
    exchange.tellIgnored(fields.ignored());
    exchange.reply(reply);
  }

  private static Map<String, @Nullable Object> reply(
      TextModel model, String text, BooleanSupplier left) {
    TokenObjects objects = new TokenObjects(model.tokenizer());
    List<Map<String, @Nullable Object>> tokens = new ArrayList<>();
    Totals totals = new Totals();
    TextScorer.score(
        model.languageModel(),
        model.tokenizer(),
        text,
        token -> {
          if (left.getAsBoolean()) {
            throw ApiException.clientLeft();
          }
          tokens.add(object(objects, token));
          totals.add(token);
        });
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("tokens", tokens);
    totals.writeTo(reply);
    return reply;
  }

  private static Map<String, @Nullable Object> object(TokenObjects objects, ScoredToken token) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (token.id() == Encoder.Sink.LEFT_OUT) {
      object.put("id", null);
      object.put("text", token.text());
      object.put("label", token.text());
      return object;
    }
    object.putAll(objects.of(token.id()));
    object.put("text", token.text());
    if (token.predicted()) {
      Map<String, @Nullable Object> expected = objects.of(token.expected());
      expected.put("probability", token.expectedProbability());
      object.put("bits", Math.min(token.bits(), Float.MAX_VALUE)); // JSON has no infinity
      object.put("probability", Math.pow(2, -token.bits()));
      object.put("rank", token.rank());
      object.put("expected", expected);
    }
    return object;
  }

  /** What all predicted tokens are together. */
  private static final class Totals {
    private double bits;
    private long predicted;
    private long characters;
    private long bytes;

    void add(ScoredToken token) {
      if (token.predicted()) {
        bits += token.bits();
        predicted++;
        characters += token.characters();
        bytes += token.text().getBytes(StandardCharsets.UTF_8).length;
      }
    }

    void writeTo(Map<String, @Nullable Object> reply) {
      reply.put("predicted", predicted);
      reply.put("characters", characters);
      reply.put("bytes", bytes);
      reply.put("bits_per_character", ratio(bits, characters));
      reply.put("bits_per_byte", ratio(bits, bytes));
      reply.put("nats_per_token", ratio(bits * Math.log(2), predicted));
      reply.put("perplexity", finite(Math.pow(2, bits / predicted)));
    }

    private static @Nullable Double ratio(double total, long of) {
      return finite(total / of);
    }

    private static @Nullable Double finite(double number) {
      return Double.isFinite(number) ? number : null;
    }
  }
}
