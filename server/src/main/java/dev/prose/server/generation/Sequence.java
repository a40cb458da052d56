package dev.prose.server.generation;

import dev.prose.model.Cursor;
import dev.prose.model.Drawer;
import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import dev.prose.sample.SamplingOptions;
import dev.prose.server.generation.WrittenToken.Alternative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A sequence of tokens that a model reads and continues. What is drawn depends on the seed alone,
 * and not on what is asked about the tokens. Not safe for use by several threads.
 */
public final class Sequence {
  private static final Comparator<Alternative> LIKELIEST_LAST =
      Comparator.comparingDouble(Alternative::logProbability)
          .thenComparing(Comparator.comparingInt(Alternative::id).reversed());

  private final Cursor cursor;
  private final SamplingOptions sampling;
  private final Bias bias;
  private final SplitMix64 random;
  private final float[] logProbabilities; // [vocabulary], nats, before the next token
  private final Map<Integer, Integer> written = new HashMap<>(); // how often, by token
  private final TokenCounts counts;
  private boolean begun;

  /**
   * A sequence without tokens.
   *
   * @param counts where its tokens are counted
   */
  public Sequence(
      LanguageModel model, SamplingOptions sampling, Bias bias, long seed, TokenCounts counts) {
    this.cursor = model.cursor();
    this.sampling = sampling;
    this.bias = bias;
    this.counts = counts;
    this.random = new SplitMix64(seed);
    this.logProbabilities = new float[model.vocabularySize()];
  }

  /**
   * Appends a token of the prompt.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public void read(int token) {
    append(token);
    counts.addRead();
  }

  private void append(int token) {
    cursor.advance(token);
    begun = true;
  }

  /**
   * Appends a token of the prompt, and says what the model thought of it.
   *
   * @param alternatives how many of the likeliest tokens are wanted
   */
  public WrittenToken read(int token, int alternatives) {
    if (!begun) {
      read(token);
      return new WrittenToken(token, Float.NaN, List.of());
    }
    cursor.logProbabilities(logProbabilities);
    WrittenToken told = told(token, alternatives);
    read(token);
    return told;
  }

  /**
   * Draws a token and appends it.
   *
   * @param alternatives how many of the likeliest tokens are wanted
   */
  public WrittenToken write(int alternatives) {
    cursor.logProbabilities(logProbabilities);
    float[] changed = logProbabilities.clone();
    bias.add(changed, written);
    int token = Drawer.draw(sampling.apply(changed), random.nextDouble());
    WrittenToken told = told(token, alternatives);
    written.merge(token, 1, Integer::sum);
    append(token);
    counts.addWritten();
    return told;
  }

  private WrittenToken told(int token, int alternatives) {
    return new WrittenToken(token, logProbabilities[token], likeliest(alternatives));
  }

  /** The likeliest tokens, the likeliest first; of equally likely ones the lowest id. */
  private List<Alternative> likeliest(int count) {
    if (count == 0) {
      return List.of();
    }
    PriorityQueue<Alternative> best = new PriorityQueue<>(LIKELIEST_LAST);
    for (int id = 0; id < logProbabilities.length; id++) {
      boolean full = best.size() == count;
      if (full && logProbabilities[id] <= best.element().logProbability()) {
        continue; // of equally likely ones the lower ids stay
      }
      if (full) {
        best.remove();
      }
      best.add(new Alternative(id, logProbabilities[id]));
    }
    List<Alternative> sorted = new ArrayList<>(best);
    sorted.sort(LIKELIEST_LAST.reversed());
    return sorted;
  }
}
