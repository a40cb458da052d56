/** Takes numbers, gives columns of them: in arrays, or in files that are mapped into memory. */
@NullMarked
package dev.prose.column;

import org.jspecify.annotations.NullMarked;
