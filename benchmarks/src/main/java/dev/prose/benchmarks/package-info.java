/**
 * Takes contenders and their peers, measures them in turn, and gives a report that says how they
 * stand.
 */
@NullMarked
package dev.prose.benchmarks;

import org.jspecify.annotations.NullMarked;
