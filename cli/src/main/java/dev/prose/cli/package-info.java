/** Takes a command line, gives what the {@code prose} command prints and its exit code. */
@NullMarked
package dev.prose.cli;

import org.jspecify.annotations.NullMarked;
