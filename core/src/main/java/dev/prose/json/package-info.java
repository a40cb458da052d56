/** Takes the bytes of a JSON file that is not trusted, gives its values, each checked; and back. */
@NullMarked
package dev.prose.json;

import org.jspecify.annotations.NullMarked;
