/** Takes text, gives one token per character (Unicode code point). */
@NullMarked
package dev.prose.token.chars;

import org.jspecify.annotations.NullMarked;
