/**
 * Takes numbers in single precision, gives their softmax or logarithms: the few kernels that models
 * share.
 */
@NullMarked
package dev.prose.numeric;

import org.jspecify.annotations.NullMarked;
