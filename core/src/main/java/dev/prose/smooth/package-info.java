/** Takes counts of n-grams, gives models, by smoothing, interpolation and pruning. */
@NullMarked
package dev.prose.smooth;

import org.jspecify.annotations.NullMarked;
