package dev.prose.benchmarks;

/**
 * One of those that are compared.
 *
 * @param name what it is, as the report calls it
 */
record Contender(String name, Measurement measurement) {}
