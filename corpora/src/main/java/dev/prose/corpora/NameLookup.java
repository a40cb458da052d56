package dev.prose.corpora;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up a host's address within a time limit. A connect time-out does not cover the look-up, and
 * if the network drops the query, the system's resolver can take half a minute to give up.
 */
final class NameLookup {
  static final String TIMED_OUT = "name look-up timed out";

  private NameLookup() {}

  /**
   * Waits until the address is known. The JVM caches it, so that connecting does not look it up
   * again.
   *
   * @throws UnknownHostException if there is no such host
   * @throws SocketTimeoutException if no answer came in time
   */
  static void await(String host, int millis) throws IOException {
    FutureTask<InetAddress> lookup =
        new FutureTask<>(() -> InetAddress.getByName(Proxies.withoutBrackets(host)));
    // A daemon: an unanswered look-up must not keep the program from ending.
    Thread.ofPlatform().daemon().name("look-up of " + host).start(lookup);
    try {
      lookup.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IOException("look-up of " + host + " failed", e.getCause());
    } catch (TimeoutException e) {
      SocketTimeoutException late =
          new SocketTimeoutException(TIMED_OUT + " after " + Timeouts.seconds(millis));
      late.initCause(e);
      throw late;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
