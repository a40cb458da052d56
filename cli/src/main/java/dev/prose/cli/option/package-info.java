/** Takes the words of a command line and files of options, gives values that are checked. */
@NullMarked
package dev.prose.cli.option;

import org.jspecify.annotations.NullMarked;
