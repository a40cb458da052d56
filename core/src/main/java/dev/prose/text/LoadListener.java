package dev.prose.text;

/** Is told how the loading of a text progresses. */
public interface LoadListener {
  /**
   * More of a download has arrived.
   *
   * @param source the name of what is downloaded
   * @param bytes number of bytes so far
   * @param total number of bytes in all, or -1 if that is unknown
   */
  default void progress(String source, long bytes, long total) {}

  /**
   * Something that is not an error but that a person should know, for instance a dropped byte-order
   * mark.
   */
  default void notice(String message) {}
}
