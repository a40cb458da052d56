/** Takes the description of a command, gives a script with which a shell completes it. */
@NullMarked
package dev.prose.cli.completion;

import org.jspecify.annotations.NullMarked;
