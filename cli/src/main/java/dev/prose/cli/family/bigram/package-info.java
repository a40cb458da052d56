/**
 * Takes a text, gives a table of what follows each character: step by step, or from counts at once.
 */
@NullMarked
package dev.prose.cli.family.bigram;

import org.jspecify.annotations.NullMarked;
