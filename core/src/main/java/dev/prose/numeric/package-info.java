/**
 * Takes numbers in single precision, gives their softmax or logarithms: the few kernels that models
 * share. And the plane in which points of many dimensions are best seen.
 */
@NullMarked
package dev.prose.numeric;

import org.jspecify.annotations.NullMarked;
