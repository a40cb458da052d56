/**
 * Takes token ids, gives the counts of tokens, pairs and n-grams, and the bigram model in closed
 * form.
 */
@NullMarked
package dev.prose.count;

import org.jspecify.annotations.NullMarked;
