/**
 * Takes text, gives token ids, and back again. Each kind of tokens has a room of its own below this
 * one, and {@link dev.prose.token.kinds.TokenKinds} lists them.
 */
@NullMarked
package dev.prose.token;

import org.jspecify.annotations.NullMarked;
