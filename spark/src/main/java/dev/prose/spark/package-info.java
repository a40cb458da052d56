/**
 * Takes a text that lies on many machines, gives the counts of its n-grams, and models of these:
 * Spark distributes, {@link dev.prose.count} counts. The model is the same, to the byte, as the one
 * that one machine makes of the text.
 */
@NullMarked
package dev.prose.spark;

import org.jspecify.annotations.NullMarked;
