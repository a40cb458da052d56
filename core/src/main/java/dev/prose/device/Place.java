package dev.prose.device;

/**
 * Where a learner computes, and with which numbers.
 *
 * @param device where
 * @param type of the numbers
 */
public record Place(Device device, NumberType type) {}
