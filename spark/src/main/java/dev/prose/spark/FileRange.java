package dev.prose.spark;

import java.io.Serializable;

/**
 * A stretch of a file.
 *
 * @param path the file's, with its scheme
 * @param name what messages call it
 * @param from the first byte's offset
 * @param to the offset behind the last byte; {@link #END} for all that the file has
 * @param version of the file that was found
 */
record FileRange(String path, String name, long from, long to, Version version)
    implements Serializable {
  /**
   * What tells that a file was changed.
   *
   * @param length in bytes
   * @param modified when, in milliseconds since 1970
   */
  record Version(long length, long modified) implements Serializable {}

  /** All of a file. */
  FileRange whole() {
    return new FileRange(path, name, 0, END, version);
  }

  static final long END = Long.MAX_VALUE;
}
