/**
 * Takes the pieces of a text, each with how often it occurs, and gives the merges of byte-pair
 * encoding.
 */
@NullMarked
package dev.prose.token.bpe;

import org.jspecify.annotations.NullMarked;
