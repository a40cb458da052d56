/** Takes a text, gives a mixture: counts of many kinds of context, which it learns to weigh. */
@NullMarked
package dev.prose.cli.family.mixture;

import org.jspecify.annotations.NullMarked;
