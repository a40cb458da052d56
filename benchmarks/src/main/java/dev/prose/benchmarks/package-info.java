/** Takes contenders and their peers, measures them in turn, gives a report. */
@NullMarked
package dev.prose.benchmarks;

import org.jspecify.annotations.NullMarked;
