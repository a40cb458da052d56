/** Takes UTF-8, gives the pieces within which tokens are looked for: words, numbers, spaces. */
@NullMarked
package dev.prose.token.pieces;

import org.jspecify.annotations.NullMarked;
