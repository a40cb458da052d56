/** Takes results, progress and notices, gives what a person or a program reads. */
@NullMarked
package dev.prose.cli.output;

import org.jspecify.annotations.NullMarked;
