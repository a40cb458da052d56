/** Takes logits, gives probabilities: the few numeric kernels that every model shares. */
@NullMarked
package dev.prose.numeric;

import org.jspecify.annotations.NullMarked;
