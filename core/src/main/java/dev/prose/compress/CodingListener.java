package dev.prose.compress;

/** Is told how far a file is, every few thousand units. */
@FunctionalInterface
public interface CodingListener {
  /** How many units lie between two calls. */
  int INTERVAL = 1 << 10;

  /**
   * So many units are done. An exception that this throws ends the work.
   *
   * @param done units so far
   * @param units how many there are
   */
  void reached(long done, long units);
}
