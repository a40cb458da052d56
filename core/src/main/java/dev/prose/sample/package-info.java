/** Takes a model and a prompt, gives new tokens and text, drawn one token at a time. */
@NullMarked
package dev.prose.sample;

import org.jspecify.annotations.NullMarked;
