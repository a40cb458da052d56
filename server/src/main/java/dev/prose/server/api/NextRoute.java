package dev.prose.server.api;

import dev.prose.expert.ExpertCursor;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureCursor;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.NGramModel;
import dev.prose.sample.SamplingOptions;
import dev.prose.server.fields.ModelField;
import dev.prose.server.fields.Prompts;
import dev.prose.server.fields.Prompts.Prompt;
import dev.prose.server.fields.SamplingFields;
import dev.prose.server.fields.TokenObjects;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Fields;
import dev.prose.server.http.Generations;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/next}: the distribution of the next token, as the model has it and as sampling
 * sees it, and where it comes from.
 */
public final class NextRoute {
  private static final int LIMIT = 40;

  private final ServedModels models;
  private final Generations generations;

  public NextRoute(ServedModels models, Generations generations) {
    this.models = models;
    this.generations = generations;
  }

  /**
   * What is asked.
   *
   * @param about the token that is explained; the likeliest if empty
   */
  private record Request(
      ServedModel model, Prompt prompt, SamplingOptions sampling, int limit, OptionalInt about) {
    int[] context() {
      return prompt.tokens();
    }
  }

  public void next(Exchange exchange) {
    Fields fields = exchange.fields();
    ServedModel model = ModelField.read(fields, models);
    int size = model.model().vocabularySize();
    // Of what is being typed, what the model does not know is left out.
    Tokenizer tokenizer = model.text().tokenizer().withOnUnknown(OnUnknown.SKIP);
    Request request =
        new Request(
            model,
            new Prompts(fields, tokenizer)
                .ofText("prompt", ShortText.read(fields, "prompt").orElse("")),
            SamplingFields.read(fields),
            (int) fields.integer("limit", 1, size).orElse(Math.min(LIMIT, size)),
            fields.integer("about", 0, size - 1).stream().mapToInt(Math::toIntExact).findFirst());
    BooleanSupplier left = exchange.left();
    Map<String, @Nullable Object> reply = generations.compute(() -> reply(request, left));
    exchange.tellIgnored(fields.ignored());
    exchange.reply(reply);
  }

  private static Map<String, @Nullable Object> reply(Request request, BooleanSupplier left) {
    LanguageModel model = request.model().model();
    TokenObjects objects = new TokenObjects(request.model().text().tokenizer());
    NextDistribution next =
        NextDistribution.of(model, request.context(), request.sampling(), request.limit(), left);
    int about = request.about().orElse(next.likeliest()[0]);
    Optional<AnsweringNGrams> nGrams =
        model instanceof NGramModel counted
            ? Optional.of(new AnsweringNGrams(counted, objects.tokenizer(), request.context()))
            : Optional.empty();
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("tokens", request.context().length);
    reply.put("entropy", next.entropy());
    reply.put("next", rows(objects, next, nGrams));
    reply.put("rest", next.rest());
    reply.put("about", objects.of(about));
    Optional<ExpertCursor> expert =
        model instanceof MixtureWithExpert both
            ? Optional.of(moved(both.cursor(), request))
            : Optional.empty();
    Optional<MixtureCursor> voting =
        model instanceof Mixture mixture
            ? Optional.of(moved(mixture.cursor(), request))
            : expert.map(ExpertCursor::mixture);
    reply.put("votes", voting.map(cursor -> votes(cursor, about)).orElse(null));
    reply.put("bias", voting.map(cursor -> cursor.bias(about)).orElse(null));
    reply.put("expert", expert.map(cursor -> cursor.vote(about)).orElse(null));
    reply.put("orders", nGrams.map(answering -> answering.orders(about)).orElse(null));
    return reply;
  }

  private static List<Map<String, @Nullable Object>> rows(
      TokenObjects objects, NextDistribution next, Optional<AnsweringNGrams> nGrams) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int id : next.likeliest()) {
      Map<String, @Nullable Object> row = objects.of(id);
      row.put("probability", next.probability(id));
      row.put("sampled", next.sampled(id));
      nGrams.ifPresent(answering -> answering.explain(id, row));
      rows.add(row);
    }
    return rows;
  }

  private static <C extends Cursor> C moved(C cursor, Request request) {
    Arrays.stream(request.context()).forEach(cursor::advance);
    return cursor;
  }

  private static List<Map<String, @Nullable Object>> votes(MixtureCursor cursor, int about) {
    List<Map<String, @Nullable Object>> votes = new ArrayList<>();
    cursor
        .votes(about)
        .forEach(vote -> {
          Map<String, @Nullable Object> object = new LinkedHashMap<>();
          object.put("kind", vote.kind());
          object.put("reach", vote.reach());
          object.put("total", vote.total());
          object.put("different", vote.different());
          object.put("count", vote.count());
          object.put("trust", vote.trust());
          object.put("logit", vote.logit());
          votes.add(object);
        });
    return votes;
  }
}
