/**
 * What the networks share: weights to begin with, dropout, and the last layer, which takes a row of
 * numbers per token and gives the loss of the tokens that follow.
 */
@NullMarked
package dev.prose.neural.layer;

import org.jspecify.annotations.NullMarked;
