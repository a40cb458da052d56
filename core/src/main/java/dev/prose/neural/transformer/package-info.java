/**
 * Transformers that decode: {@code Gpt2}, as it was published, and {@code Gpt}, with what has been
 * learned since. Features are rows and tokens are columns, so that each operation is a loop over
 * the tokens of one feature.
 */
@NullMarked
package dev.prose.neural.transformer;

import org.jspecify.annotations.NullMarked;
