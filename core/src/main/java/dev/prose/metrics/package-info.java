/** Takes measurements of a run, gives files that other programs draw: a table and event files. */
@NullMarked
package dev.prose.metrics;

import org.jspecify.annotations.NullMarked;
