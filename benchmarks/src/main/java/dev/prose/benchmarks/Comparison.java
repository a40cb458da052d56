package dev.prose.benchmarks;

import java.util.List;

/**
 * Contenders that do the same work. Times are shown relative to the first one's.
 *
 * @param title what the work is
 * @param quantity what is shown for a time
 * @param rounds number of turns per contender
 * @param notMeasured peers that are not available, with the reason
 */
record Comparison(
    String title,
    Quantity quantity,
    int rounds,
    List<Contender> contenders,
    List<Limit> limits,
    List<String> notMeasured) {}
