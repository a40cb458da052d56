package dev.prose.corpora;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Makes exceptions that say why a download failed and what to do: the JDK's seldom name the URL.
 */
final class DownloadFailure {
  private static final String TRY_AGAIN =
      "Check the URL and the network (http_proxy, https_proxy and no_proxy are heeded), then try again";

  private DownloadFailure() {}

  static DownloadException of(URI url, String reason) {
    return new DownloadException(WebAddress.shown(url), reason, TRY_AGAIN, null);
  }

  static DownloadException of(URI url, IOException failure, Timeouts timeouts) {
    return new DownloadException(
        WebAddress.shown(url), reason(failure, timeouts), TRY_AGAIN, failure);
  }

  static DownloadException status(URI url, int status, @Nullable String phrase) {
    String reason = "HTTP " + status + (phrase == null || phrase.isBlank() ? "" : " " + phrase);
    String advice =
        status >= 500
            ? "The trouble is on the server's side; try again later"
            : "Check that the URL is right and open to you";
    return new DownloadException(WebAddress.shown(url), reason, advice, null);
  }

  static DownloadException tooLarge(URI url) {
    return new DownloadException(
        WebAddress.shown(url),
        "it is larger than 2 GiB, the most that one text may have",
        "Take a part of it",
        null);
  }

  /**
   * @param total the expected number of bytes, or -1 if that is unknown
   */
  static DownloadException cutOff(URI url, long bytes, long total) {
    return of(url, "cut off after " + bytes + (total < 0 ? "" : " of " + total) + " bytes");
  }

  private static String reason(IOException failure, Timeouts timeouts) {
    @Nullable String message = failure.getMessage();
    String said = message == null ? failure.getClass().getSimpleName() : message;
    return switch (failure) {
      case UnknownHostException e -> "unknown host " + hostOf(e);
      // The JDK has one exception for several cases; only the message tells them apart.
      case SocketTimeoutException _ ->
          said.startsWith("Connect")
              ? "connect timed out after " + Timeouts.seconds(timeouts.connectMillis())
              : said.startsWith(NameLookup.TIMED_OUT)
                  ? said
                  : "nothing came for " + Timeouts.seconds(timeouts.stallMillis());
      case ConnectException _ -> "cannot connect (" + said + ")";
      default -> said;
    };
  }

  /** The host in the JDK's message, which at times continues with what the resolver said. */
  private static String hostOf(UnknownHostException failure) {
    @Nullable String message = failure.getMessage();
    if (message == null) {
      return "";
    }
    int colon = message.indexOf(": ");
    return colon < 0 ? message : message.substring(0, colon);
  }
}
