package dev.prose;

/**
 * A token that may come next.
 *
 * @param text what it stands for; U+FFFD in place of bytes that are no whole character
 * @param id its number in the vocabulary
 * @param probability how likely it is to come next, from 0 to 1
 */
public record NextToken(String text, int id, double probability) {}
