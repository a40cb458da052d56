package dev.prose.benchmarks;

import java.util.List;

/**
 * Contenders that do the same work. The first is the one whose ratio to the others is shown.
 *
 * @param title what the work is
 * @param quantity what is shown of the times
 * @param rounds how often each contender's turn comes
 * @param notMeasured peers that are not there, with the reason
 */
record Comparison(
    String title,
    Quantity quantity,
    int rounds,
    List<Contender> contenders,
    List<Limit> limits,
    List<String> notMeasured) {}
