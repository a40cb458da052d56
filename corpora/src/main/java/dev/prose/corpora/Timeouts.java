package dev.prose.corpora;

import java.time.Duration;

/**
 * How long a download waits.
 *
 * @param connect to look up the host's address, and again to connect; positive
 * @param stall for the next bytes (a whole download may take longer); positive
 */
public record Timeouts(Duration connect, Duration stall) {
  /** Five seconds to connect, thirty without a byte. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));

  /**
   * @throws IllegalArgumentException if a time is not from 1 millisecond to 24 days
   */
  public Timeouts {
    check("connect", connect);
    check("stall", stall);
  }

  private static void check(String name, Duration value) {
    // Sockets take milliseconds as an int, which holds 24 days.
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(24)) > 0) {
      throw new IllegalArgumentException(
          name + " time-out must be from 1 ms to 24 days, but is " + value);
    }
  }

  int connectMillis() {
    return (int) connect.toMillis();
  }

  int stallMillis() {
    return (int) stall.toMillis();
  }

  /** A duration for a message: "5 s", "250 ms". */
  static String seconds(int millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
