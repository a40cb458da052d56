package dev.prose.server.api;

import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.sample.SamplingOptions;
import dev.prose.server.http.ApiException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What may come next.
 *
 * @param raw [token], probabilities as the model has them
 * @param reshaped [token], the same after temperature, top-k and top-p
 * @param likeliest some tokens, the likeliest first; of equally likely ones the lowest id
 */
// Arrays, because models and sampling fill them; never compared.
@SuppressWarnings("ArrayRecordComponent")
record NextDistribution(double[] raw, double[] reshaped, int[] likeliest) {
  private static final double BIT = Math.log(2); // nats

  /**
   * Asks a model.
   *
   * @param context all tokens before
   * @param limit how many of the likeliest are wanted
   * @param left whether nobody waits for it any more
   */
  static NextDistribution of(
      LanguageModel model,
      int[] context,
      SamplingOptions sampling,
      int limit,
      BooleanSupplier left) {
    Cursor cursor = model.cursor();
    for (int token : context) {
      if (left.getAsBoolean()) {
        throw ApiException.clientLeft();
      }
      cursor.advance(token);
    }
    float[] logProbabilities = new float[model.vocabularySize()];
    cursor.logProbabilities(logProbabilities);
    double[] raw = new double[logProbabilities.length];
    for (int id = 0; id < raw.length; id++) {
      raw[id] = Math.exp(logProbabilities[id]);
    }
    int[] likeliest =
        IntStream.range(0, raw.length)
            .boxed()
            .sorted(Comparator.comparingDouble(id -> -raw[id])) // stable
            .limit(limit)
            .mapToInt(Integer::intValue)
            .toArray();
    return new NextDistribution(raw, sampling.apply(logProbabilities), likeliest);
  }

  double probability(int id) {
    return raw[id];
  }

  double sampled(int id) {
    return reshaped[id];
  }

  /** Of the model's own distribution, in bits. */
  double entropy() {
    double nats = 0;
    for (double probability : raw) {
      nats -= probability > 0 ? probability * Math.log(probability) : 0;
    }
    return Math.abs(nats / BIT); // and not -0
  }

  /** All tokens but the likeliest, together. */
  Map<String, @Nullable Object> rest() {
    double probability = 1;
    double sampled = 1;
    for (int id : likeliest) {
      probability -= raw[id];
      sampled -= reshaped[id];
    }
    Map<String, @Nullable Object> rest = new LinkedHashMap<>();
    rest.put("count", raw.length - likeliest.length);
    rest.put("probability", likeliest.length == raw.length ? 0.0 : Math.max(0, probability));
    rest.put("sampled", likeliest.length == raw.length ? 0.0 : Math.max(0, sampled));
    return rest;
  }
}
