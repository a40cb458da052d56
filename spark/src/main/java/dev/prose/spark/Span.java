package dev.prose.spark;

import java.io.Serializable;

/**
 * The characters of a slice that belong to one part of the text: the part that trains ends, and the
 * part that validates begins, within a slice.
 *
 * @param slice the slice's index
 * @param from how many of its characters are before
 * @param to how many of its characters are before or within; {@link Long#MAX_VALUE} for all
 */
record Span(int slice, long from, long to) implements Serializable {
  static Span whole(int slice) {
    return new Span(slice, 0, Long.MAX_VALUE);
  }
}
