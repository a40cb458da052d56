/** The models that are served, by name. */
@NullMarked
package dev.prose.server.models;

import org.jspecify.annotations.NullMarked;
