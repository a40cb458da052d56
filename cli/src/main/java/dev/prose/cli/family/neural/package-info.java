/** Takes a text, gives a network that learned it step by step, with its losses on the way. */
@NullMarked
package dev.prose.cli.family.neural;

import org.jspecify.annotations.NullMarked;
