/**
 * Takes bytes that are too many for the heap, keeps them on the disk for as long as one needs them.
 */
@NullMarked
package dev.prose.file;

import org.jspecify.annotations.NullMarked;
