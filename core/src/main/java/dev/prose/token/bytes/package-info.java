/** Takes text or any file, gives one token per byte. */
@NullMarked
package dev.prose.token.bytes;

import org.jspecify.annotations.NullMarked;
