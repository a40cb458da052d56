package dev.prose.server.api;

import dev.prose.random.SplitMix64;
import dev.prose.sample.SamplingOptions;
import dev.prose.sample.StreamedText;
import dev.prose.server.fields.ModelField;
import dev.prose.server.fields.Prompts;
import dev.prose.server.fields.Prompts.Prompt;
import dev.prose.server.fields.SamplingFields;
import dev.prose.server.fields.TokenObjects;
import dev.prose.server.generation.Bias;
import dev.prose.server.generation.Continuation;
import dev.prose.server.generation.Sequence;
import dev.prose.server.generation.TokenCounts;
import dev.prose.server.generation.WrittenToken;
import dev.prose.server.http.EventStream;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Fields;
import dev.prose.server.http.Generations;
import dev.prose.server.http.Json;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import dev.prose.token.Decoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/write}: a text that grows, with what else could have come in each token's place.
 */
public final class WriteRoute {
  private static final int MAX_TOKENS = 200;
  private static final int ALTERNATIVES = 12;
  private static final int MOST_ALTERNATIVES = 50;

  private final ServedModels models;
  private final Generations generations;
  private final TokenCounts counts;

  public WriteRoute(ServedModels models, Generations generations, TokenCounts counts) {
    this.models = models;
    this.generations = generations;
    this.counts = counts;
  }

  /**
   * What is asked.
   *
   * @param given the tokens behind the prompt's
   */
  private record Request(
      ServedModel model,
      Prompt prompt,
      Prompt given,
      int maxTokens,
      int alternatives,
      SamplingOptions sampling,
      long seed) {}

  public void write(Exchange exchange) {
    Fields fields = exchange.fields();
    ServedModel model = ModelField.read(fields, models);
    Prompts prompts = new Prompts(fields, model.text().tokenizer());
    Request request =
        new Request(
            model,
            prompts.ofText("prompt", fields.string("prompt").orElse("")),
            prompts.ofTokens("tokens"),
            (int) fields.integer("max_tokens", 0, Continuation.MOST_TOKENS).orElse(MAX_TOKENS),
            (int) fields.integer("alternatives", 0, MOST_ALTERNATIVES).orElse(ALTERNATIVES),
            SamplingFields.read(fields),
            fields
                .integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong()));
    exchange.tellIgnored(fields.ignored());
    EventStream events = exchange.events();
    generations.stream(events, () -> write(request, events));
  }

  private void write(Request request, EventStream events) {
    TokenObjects objects = new TokenObjects(request.model().text().tokenizer());
    Prompt prompt = request.prompt();
    int[] given = request.given().tokens();
    Decoder decoder =
        StreamedText.decoderAfter(objects.tokenizer(), prompt.text(), prompt.tokens());
    // Going on from elsewhere is not to repeat what was drawn before.
    long seed =
        given.length == 0 ? request.seed() : SplitMix64.derive(request.seed(), given.length);
    Sequence sequence =
        new Sequence(request.model().model(), request.sampling(), Bias.NONE, seed, counts);
    for (int i = 0; i < prompt.tokens().length && !events.isLeft(); i++) {
      sequence.read(prompt.tokens()[i]);
    }
    for (int token : given) {
      sequence.read(token);
      String _ = decoder.next(token);
    }
    for (int i = 0; i < request.maxTokens() && !events.isLeft(); i++) {
      WrittenToken written = sequence.write(request.alternatives());
      Map<String, @Nullable Object> token =
          predicted(objects, written.id(), written.logProbability());
      token.put("text", decoder.next(written.id()));
      token.put("alternatives", alternatives(objects, written));
      events.send(Json.object("tokens", List.of(token)));
    }
    Map<String, @Nullable Object> end = Json.object("end", "length");
    end.put("text", decoder.end());
    events.send(end);
  }

  private static List<Map<String, @Nullable Object>> alternatives(
      TokenObjects objects, WrittenToken written) {
    List<Map<String, @Nullable Object>> alternatives = new ArrayList<>();
    for (WrittenToken.Alternative each : written.likeliest()) {
      alternatives.add(predicted(objects, each.id(), each.logProbability()));
    }
    return alternatives;
  }

  private static Map<String, @Nullable Object> predicted(
      TokenObjects objects, int id, float logProbability) {
    Map<String, @Nullable Object> token = objects.of(id);
    token.put("probability", Math.exp(logProbability));
    return token;
  }
}
