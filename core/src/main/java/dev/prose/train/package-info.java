/** Takes a learner and a split, gives a trained model: the loop, the optimizer and its options. */
@NullMarked
package dev.prose.train;

import org.jspecify.annotations.NullMarked;
