/** Takes a tokenizer.json, gives its tokenizer; knows the kinds of tokens and the default. */
@NullMarked
package dev.prose.token.kinds;

import org.jspecify.annotations.NullMarked;
