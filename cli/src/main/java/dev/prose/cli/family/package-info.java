/** Takes a model of any family, gives what it has learned for a person to look at. */
@NullMarked
package dev.prose.cli.family;

import org.jspecify.annotations.NullMarked;
