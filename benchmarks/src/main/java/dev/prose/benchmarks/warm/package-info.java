/** What is measured in a warmed-up JVM, as JMH's benchmarks. */
@NullMarked
package dev.prose.benchmarks.warm;

import org.jspecify.annotations.NullMarked;
