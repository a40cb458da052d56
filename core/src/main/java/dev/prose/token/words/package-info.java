/** Takes text, gives one token per frequent word, and bytes for what is rare; nothing is lost. */
@NullMarked
package dev.prose.token.words;

import org.jspecify.annotations.NullMarked;
