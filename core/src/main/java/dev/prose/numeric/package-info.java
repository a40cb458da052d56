/**
 * Takes numbers in single precision, gives their softmax or logarithms: the few kernels that models
 * share, the same to the last bit on every machine.
 */
@NullMarked
package dev.prose.numeric;

import org.jspecify.annotations.NullMarked;
