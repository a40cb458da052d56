/** The project's own routes under {@code /api}: what the page asks, and everyone may. */
@NullMarked
package dev.prose.server.api;

import org.jspecify.annotations.NullMarked;
