package dev.prose.server.fields;

import dev.prose.sample.SamplingOptions;
import dev.prose.server.http.Fields;

/** Reads how tokens are to be chosen. */
public final class SamplingFields {
  private static final double MOST_TEMPERATURE = 2;

  private SamplingFields() {}

  /**
   * Reads temperature, top-k and top-p.
   *
   * @throws dev.prose.server.http.ApiException if one of them is out of its range
   */
  public static SamplingOptions read(Fields fields) {
    double temperature = fields.number("temperature", 0, MOST_TEMPERATURE).orElse(1);
    double topP = fields.number("top_p", 0, 1).orElse(1);
    if (topP == 0) {
      throw fields.invalid("top_p", "must be above 0");
    }
    // Of other servers; -1 means all there.
    long topK = Math.max(0, fields.integer("top_k", -1, Integer.MAX_VALUE).orElse(0));
    return new SamplingOptions(temperature, (int) topK, topP);
  }
}
