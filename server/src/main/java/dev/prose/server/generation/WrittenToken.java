package dev.prose.server.generation;

import java.util.List;

/**
 * A token of a prompt or of what followed it, with what the model thought of it.
 *
 * @param id of the token
 * @param logProbability in nats, before temperature and bias; NaN for the first token of a prompt,
 *     which nothing predicts
 * @param likeliest those that were likeliest in its place, the likeliest first
 */
public record WrittenToken(int id, float logProbability, List<Alternative> likeliest) {
  /** A token that could have come instead, or the same, with its log-probability in nats. */
  public record Alternative(int id, float logProbability) {}

  public WrittenToken {
    likeliest = List.copyOf(likeliest);
  }

  /** Whether the model predicted it. */
  public boolean isPredicted() {
    return !Float.isNaN(logProbability);
  }
}
