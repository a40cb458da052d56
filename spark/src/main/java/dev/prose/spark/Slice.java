package dev.prose.spark;

import java.io.Serializable;
import java.util.List;

/**
 * A part of a text that one task reads: cut where neither a character nor a token is.
 *
 * @param index its place among the slices, from 0 on
 * @param ranges the bytes, in order; none if the slice is empty
 */
record Slice(int index, List<FileRange> ranges) implements Serializable {}
