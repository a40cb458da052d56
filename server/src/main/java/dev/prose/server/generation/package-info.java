/** Continues a prompt token by token, and tells what else could have come. */
@NullMarked
package dev.prose.server.generation;

import org.jspecify.annotations.NullMarked;
