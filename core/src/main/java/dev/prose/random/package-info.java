/** Takes a seed, gives the same random numbers on every machine and every JDK. */
@NullMarked
package dev.prose.random;

import org.jspecify.annotations.NullMarked;
