/**
 * Takes batches of tokens, gives a network's loss, its gradient, and a language model. A network is
 * written out by hand: the forward pass, the backward pass, and the place in a sequence from which
 * it predicts one token at a time.
 */
@NullMarked
package dev.prose.neural;

import org.jspecify.annotations.NullMarked;
