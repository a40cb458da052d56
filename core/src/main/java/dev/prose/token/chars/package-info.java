/** Takes text, gives a token for each of its characters, that is Unicode code points. */
@NullMarked
package dev.prose.token.chars;

import org.jspecify.annotations.NullMarked;
