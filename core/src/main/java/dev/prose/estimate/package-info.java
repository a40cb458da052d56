/**
 * Takes the tokens to train on and their tokenizer, gives a model: one {@link Estimator} per way to
 * learn.
 */
@NullMarked
package dev.prose.estimate;

import org.jspecify.annotations.NullMarked;
