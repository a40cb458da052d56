/** Takes the last few tokens, gives the next one's logits by one hidden layer. */
@NullMarked
package dev.prose.neural.mlp;

import org.jspecify.annotations.NullMarked;
