package dev.prose.corpora;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A download failed. The message names the URL, the reason and what to do. */
public final class DownloadException extends IOException {
  private final String url;
  private final String reason;

  /**
   * @param url the URL, without a password
   * @param reason why it failed, as a clause without a full stop: "connect timed out after 5 s"
   * @param advice what to do, as a sentence without a full stop
   */
  public DownloadException(String url, String reason, String advice, @Nullable Throwable cause) {
    super("Cannot download " + url + ": " + reason + ". " + advice, cause);
    this.url = url;
    this.reason = reason;
  }

  /** Why the download failed, as a clause: "connect timed out after 5 s". */
  public String reason() {
    return reason;
  }

  /** The same failure with other advice. */
  DownloadException advising(String advice) {
    return new DownloadException(url, reason, advice, this);
  }
}
