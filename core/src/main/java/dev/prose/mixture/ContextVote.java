package dev.prose.mixture;

/**
 * What one kind of context says about one token at one position.
 *
 * @param kind the kind's name
 * @param reach how far back it remembers what it read, in characters; 0 if it counted a whole text
 * @param total the sum of the context's counts; 0 if the context was never seen
 * @param different number of different tokens seen after the context; of the next word's class, of
 *     those that are not quite unlikely
 * @param count how often this token was seen after the context; of what fades, what is left of it;
 *     of the next word's class, the probability that it gives the token
 * @param trust λ, how much the kind's votes count at this position
 * @param logit what the kind adds to the token's logit, in nats; 0 if it never saw the token there
 */
public record ContextVote(
    String kind, int reach, double total, int different, double count, double trust, double logit) {
  /** Whether count and total are whole numbers: nothing that fades, and no probabilities. */
  public boolean countsAreWhole() {
    return reach == 0 && !kind.equals(NextClass.NAME);
  }
}
