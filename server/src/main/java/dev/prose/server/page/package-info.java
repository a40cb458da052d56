/** The page and its files. */
@NullMarked
package dev.prose.server.page;

import org.jspecify.annotations.NullMarked;
