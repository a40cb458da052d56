/** Takes a text, gives the speed of Prose's parts in a warmed-up JVM, by JMH. */
@NullMarked
package dev.prose.benchmarks.warm;

import org.jspecify.annotations.NullMarked;
