/**
 * Takes the shape of a recurrent network, gives its passes and its reader: a state that goes along
 * with the text, one row per window and step.
 */
@NullMarked
package dev.prose.neural.recurrent;

import org.jspecify.annotations.NullMarked;
