/** Takes a text, gives the speed of other libraries on the JVM at Prose's tasks, by JMH. */
@NullMarked
package dev.prose.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
