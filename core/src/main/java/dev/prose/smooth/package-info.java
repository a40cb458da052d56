/** Takes counts of n-grams, gives models: the estimators that have a closed form. */
@NullMarked
package dev.prose.smooth;

import org.jspecify.annotations.NullMarked;
