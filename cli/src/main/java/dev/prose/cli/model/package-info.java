/**
 * Takes a trained model, gives what a person wants to know of it: one {@link ModelKind} per type.
 */
@NullMarked
package dev.prose.cli.model;

import org.jspecify.annotations.NullMarked;
