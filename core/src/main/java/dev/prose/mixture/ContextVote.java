package dev.prose.mixture;

/**
 * What one kind of context says about one token at one place.
 *
 * @param kind its name
 * @param total how often anything came after the context; 0 if it was never seen
 * @param different how many different tokens did
 * @param count how often the token did
 * @param trust how much the kind's votes count at this place, λ
 * @param logit what the kind adds to the token's logit, in nats; 0 if it never saw it there
 */
public record ContextVote(
    String kind, int total, int different, int count, double trust, double logit) {}
