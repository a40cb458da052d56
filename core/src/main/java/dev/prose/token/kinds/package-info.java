/**
 * Takes the name of a kind of tokens, or a tokenizer.json, gives what makes or reads such tokens.
 */
@NullMarked
package dev.prose.token.kinds;

import org.jspecify.annotations.NullMarked;
