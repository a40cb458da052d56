package dev.prose.benchmarks;

/**
 * One of the things that are compared.
 *
 * @param name the name in the report
 */
record Contender(String name, Measurement measurement) {}
