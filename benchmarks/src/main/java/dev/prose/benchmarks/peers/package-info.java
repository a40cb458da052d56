/** Other libraries on the JVM, doing what Prose does, as JMH's benchmarks. */
@NullMarked
package dev.prose.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
