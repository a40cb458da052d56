/**
 * Takes a text and where to keep the run, gives what every training needs on the way, whatever the
 * model.
 */
@NullMarked
package dev.prose.cli.train;

import org.jspecify.annotations.NullMarked;
