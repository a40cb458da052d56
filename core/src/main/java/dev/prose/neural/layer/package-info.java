/**
 * Takes rows of numbers, one row per token, gives the loss of the tokens that follow: what networks
 * that keep tokens as rows share.
 */
@NullMarked
package dev.prose.neural.layer;

import org.jspecify.annotations.NullMarked;
