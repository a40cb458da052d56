package dev.prose.text;

/** Hears how the loading of a text goes. */
public interface LoadListener {
  /**
   * Some more of a download has come.
   *
   * @param source what is downloaded
   * @param bytes how many bytes have come so far
   * @param total how many there will be, or -1 where that is unknown
   */
  default void progress(String source, long bytes, long total) {}

  /**
   * Something a person should know and that is no error, a dropped byte-order mark for instance.
   */
  default void notice(String message) {}
}
