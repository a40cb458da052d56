/**
 * Takes text, gives token ids, and back. Each kind of token has a package of its own below this
 * one, and {@link dev.prose.token.kinds.TokenKinds} lists them.
 */
@NullMarked
package dev.prose.token;

import org.jspecify.annotations.NullMarked;
