/**
 * Takes a model and tokens, gives how well the one predicts the other: nats, bits, perplexity, and
 * each token's surprisal.
 */
@NullMarked
package dev.prose.eval;

import org.jspecify.annotations.NullMarked;
