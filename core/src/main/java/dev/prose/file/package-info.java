/** Takes bytes, gives files: replaced atomically, forced to the disk, or temporary. */
@NullMarked
package dev.prose.file;

import org.jspecify.annotations.NullMarked;
