/**
 * Takes texts and token ids, gives what a learner needs: a train and a validation split, and random
 * batches.
 */
@NullMarked
package dev.prose.data;

import org.jspecify.annotations.NullMarked;
