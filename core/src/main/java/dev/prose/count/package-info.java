/**
 * Takes token ids, gives how often each of them and each pair of neighbours occurs, and the models
 * with a closed form.
 */
@NullMarked
package dev.prose.count;

import org.jspecify.annotations.NullMarked;
