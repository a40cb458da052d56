/** Takes text, gives one token per word between white space, as KenLM and SRILM do. */
@NullMarked
package dev.prose.token.whitespace;

import org.jspecify.annotations.NullMarked;
