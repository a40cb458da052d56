/**
 * Takes numbers, gives columns of them outside the Java heap: memory of this process, or a file's,
 * mapped.
 */
@NullMarked
package dev.prose.column;

import org.jspecify.annotations.NullMarked;
