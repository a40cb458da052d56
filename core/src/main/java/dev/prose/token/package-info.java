/** Takes text, gives token ids, and back again. */
@NullMarked
package dev.prose.token;

import org.jspecify.annotations.NullMarked;
