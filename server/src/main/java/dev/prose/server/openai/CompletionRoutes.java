package dev.prose.server.openai;

import dev.prose.server.generation.TokenCounts;
import dev.prose.server.http.EventStream;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Generations;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes under {@code /v1}: the models, completions of prompts, and chats. */
public final class CompletionRoutes {
  private final ServedModels models;
  private final Generations generations;
  private final TokenCounts counts;
  private final Clock clock;

  public CompletionRoutes(
      ServedModels models, Generations generations, TokenCounts counts, Clock clock) {
    this.models = models;
    this.generations = generations;
    this.counts = counts;
    this.clock = clock;
  }

  /** {@code GET /v1/models}. */
  public void models(Exchange exchange) {
    List<Map<String, @Nullable Object>> data = new ArrayList<>();
    for (ServedModel model : models.all()) {
      data.add(described(model));
    }
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("object", "list");
    list.put("data", data);
    exchange.reply(list);
  }

  /** {@code GET /v1/models/{id}}. */
  public void model(Exchange exchange) {
    exchange.reply(described(models.require(exchange.path("id"))));
  }

  private static Map<String, @Nullable Object> described(ServedModel model) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", model.name());
    object.put("object", "model");
    object.put("created", model.since().getEpochSecond());
    object.put("owned_by", "prose");
    return object;
  }

  /** {@code POST /v1/completions}. */
  public void completions(Exchange exchange) {
    answer(exchange, CompletionRequest.read(exchange.fields(), models), new TextForm());
  }

  /** {@code POST /v1/chat/completions}. */
  public void chat(Exchange exchange) {
    answer(exchange, ChatRequests.read(exchange.fields(), models), new ChatForm());
  }

  private void answer(Exchange exchange, CompletionRequest request, ReplyForm form) {
    if (request.stream()) {
      stream(exchange, request, form);
    } else {
      whole(exchange, request, form);
    }
  }

  private void whole(Exchange exchange, CompletionRequest request, ReplyForm form) {
    Completions completions = new Completions(request, form, exchange.left(), counts, clock);
    Map<String, @Nullable Object> reply = generations.compute(completions::whole);
    exchange.tellIgnored(request.ignored());
    exchange.reply(reply);
  }

  private void stream(Exchange exchange, CompletionRequest request, ReplyForm form) {
    EventStream events = exchange.events();
    Completions completions = new Completions(request, form, events::isLeft, counts, clock);
    exchange.tellIgnored(request.ignored());
    generations.stream(
        events,
        () -> {
          completions.stream(events::send);
          events.sendDone();
        });
  }
}
