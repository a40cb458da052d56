/** Takes a text, gives smoothed counts of longer sequences of characters. */
@NullMarked
package dev.prose.cli.family.ngram;

import org.jspecify.annotations.NullMarked;
