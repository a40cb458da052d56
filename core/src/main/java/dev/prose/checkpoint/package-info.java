/** Takes a model and its tokenizer, gives a folder in the Hugging Face layout, and back again. */
@NullMarked
package dev.prose.checkpoint;

import org.jspecify.annotations.NullMarked;
