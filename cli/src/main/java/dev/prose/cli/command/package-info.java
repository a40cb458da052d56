/**
 * Takes the options of one command, gives its results and its exit code: a class for each command.
 */
@NullMarked
package dev.prose.cli.command;

import org.jspecify.annotations.NullMarked;
