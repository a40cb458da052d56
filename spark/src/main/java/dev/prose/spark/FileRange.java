package dev.prose.spark;

import java.io.Serializable;

/**
 * A stretch of a file.
 *
 * @param path the file's, with its scheme
 * @param name what messages call it
 * @param from the first byte's offset
 * @param to the offset behind the last byte; {@link #END} for all that the file has
 */
record FileRange(String path, String name, long from, long to) implements Serializable {
  static final long END = Long.MAX_VALUE;
}
