package dev.prose.corpora;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Recognizes and checks http and https URLs, and shows them without the password. */
final class WebAddress {
  private WebAddress() {}

  /** Whether a person means this as a URL, well-formed or not. */
  static boolean looksLike(String spec) {
    String start = spec.substring(0, Math.min(8, spec.length())).toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.equals("https://");
  }

  /**
   * @throws URISyntaxException if it is not an http or https URL with a host
   */
  static URI parse(String url) throws URISyntaxException {
    URI uri = new URI(url);
    if (!looksLike(url)) {
      throw new URISyntaxException(url, "no http or https URL");
    }
    if (uri.getHost() == null) {
      throw new URISyntaxException(url, "no host name in it");
    }
    return uri;
  }

  /** The URL for messages and names, without user, password and fragment. */
  static String shown(URI url) {
    String shown = url.getScheme() + "://" + url.getHost();
    if (url.getPort() != -1) {
      shown += ":" + url.getPort();
    }
    shown += url.getRawPath();
    return url.getRawQuery() == null ? shown : shown + "?" + url.getRawQuery();
  }
}
