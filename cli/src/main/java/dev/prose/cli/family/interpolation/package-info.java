/** Takes several models, gives their weighted mean as one. */
@NullMarked
package dev.prose.cli.family.interpolation;

import org.jspecify.annotations.NullMarked;
