package dev.prose.server.api;

import dev.prose.count.BigramCounts;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.server.fields.TokenObjects;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Generations;
import dev.prose.server.http.Json;
import dev.prose.server.models.ModelDescription;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is served, and a model as a table of pairs. */
public final class ModelRoutes {
  private final ServedModels models;
  private final Generations generations;

  public ModelRoutes(ServedModels models, Generations generations) {
    this.models = models;
    this.generations = generations;
  }

  /** {@code GET /api/models}. */
  public void models(Exchange exchange) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (ServedModel model : models.all()) {
      list.add(described(model));
    }
    exchange.reply(Json.object("models", list));
  }

  private static Map<String, @Nullable Object> described(ServedModel served) {
    LanguageModel model = served.model();
    double loss = served.text().training().validationLoss();
    String corpus = served.text().training().corpus().corpus();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", served.name());
    object.put("type", model.type());
    object.put("description", ModelDescription.of(model, served.text().tokenizer().unit()));
    object.put("tokens", served.text().tokenizer().unit());
    object.put("vocabulary_size", model.vocabularySize());
    object.put("parameters", model.parameterCount());
    object.put("learned_from", corpus);
    object.put("loss", Double.isFinite(loss) ? loss : null);
    return object;
  }

  /** {@code GET /api/bigrams?model=NAME}: what comes after each token alone. */
  public void bigrams(Exchange exchange) {
    String name = exchange.query("model");
    if (name.isEmpty()) {
      throw ApiException.invalid("model", "\"model\" is missing: there is " + models.names());
    }
    ServedModel served = models.require(name);
    LanguageModel model = served.model();
    if (model.vocabularySize() > ServedModel.MOST_PAIRED) {
      throw ApiException.invalid(
          "model",
          "a table of pairs is shown for up to %,d tokens, and %s has %,d"
              .formatted(ServedModel.MOST_PAIRED, served.name(), model.vocabularySize()));
    }
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("tokens", tokens(served.text().tokenizer()));
    reply.put("probabilities", generations.compute(() -> probabilities(model)));
    reply.put("counts", served.counts().map(ModelRoutes::table).orElse(null));
    exchange.reply(reply);
  }

  private static List<Map<String, @Nullable Object>> tokens(Tokenizer tokenizer) {
    List<Map<String, @Nullable Object>> tokens = new ArrayList<>();
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      tokens.add(new TokenObjects(tokenizer).of(id));
    }
    return tokens;
  }

  /** Probabilities, by the token before and the next one. */
  private static List<float[]> probabilities(LanguageModel model) {
    List<float[]> rows = new ArrayList<>();
    for (int token = 0; token < model.vocabularySize(); token++) {
      Cursor cursor = model.cursor();
      cursor.advance(token);
      float[] row = new float[model.vocabularySize()];
      cursor.logProbabilities(row);
      for (int next = 0; next < row.length; next++) {
        row[next] = (float) Math.exp(row[next]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<long[]> table(BigramCounts counts) {
    List<long[]> rows = new ArrayList<>();
    for (int token = 0; token < counts.vocabularySize(); token++) {
      long[] row = new long[counts.vocabularySize()];
      for (int next = 0; next < row.length; next++) {
        row[next] = counts.count(token, next);
      }
      rows.add(row);
    }
    return rows;
  }
}
