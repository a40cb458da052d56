/** Serves models over HTTP: what is served, and the server itself. */
@NullMarked
package dev.prose.server;

import org.jspecify.annotations.NullMarked;
