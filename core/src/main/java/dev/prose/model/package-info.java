/** Takes the tokens so far, gives the log-probabilities of the next one. */
@NullMarked
package dev.prose.model;

import org.jspecify.annotations.NullMarked;
