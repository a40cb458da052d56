package dev.prose.corpora;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names, read as curl reads them: {@code http_proxy}, {@code
 * https_proxy} and {@code all_proxy}, except for the hosts in {@code no_proxy}; lower case has
 * precedence over upper case. {@code HTTP_PROXY} in upper case is ignored inside a CGI request,
 * whose sender could set it.
 *
 * @param environment the process's environment
 */
record Proxies(Map<String, String> environment) {
  /** Whether the environment names any proxy for this URL's scheme. */
  boolean namedFor(URI url) {
    return !address(url).isEmpty();
  }

  /**
   * The proxy to go through.
   *
   * @return the proxy, or empty for a direct connection
   * @throws IOException if the environment names a proxy that cannot be used
   */
  Optional<ProxyServer> proxyFor(URI url) throws IOException {
    String address = address(url);
    return address.isEmpty() || exempt(url)
        ? Optional.empty()
        : Optional.of(parse(address, url.getScheme()));
  }

  private String address(URI url) {
    String own = url.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
    String named = variable(own);
    return named.isEmpty() ? variable("all_proxy") : named;
  }

  /** A variable's value, in lower or upper case; empty if it is not set. */
  private String variable(String name) {
    String lower = environment.getOrDefault(name, "");
    if (!lower.isEmpty()
        || (name.equals("http_proxy") && environment.containsKey("REQUEST_METHOD"))) {
      return lower.strip();
    }
    return environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip();
  }

  private static ProxyServer parse(String address, String scheme) throws IOException {
    try {
      URI uri = new URI(address.contains("://") ? address : "http://" + address);
      if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
        int port = uri.getPort() == -1 ? ProxyServer.DEFAULT_PORT : uri.getPort();
        return new ProxyServer(withoutBrackets(uri.getHost()), port, uri.getUserInfo());
      }
    } catch (URISyntaxException _) {
      // Reported below. The parser's message would show the password, if there is one.
    }
    throw new IOException(
        "the proxy that the environment names for "
            + scheme
            + " is not of the form http://[user:password@]host[:port]");
  }

  private boolean exempt(URI url) {
    String host = withoutBrackets(url.getHost()).toLowerCase(Locale.ROOT);
    int port = url.getPort() != -1 ? url.getPort() : url.getScheme().length() == 5 ? 443 : 80;
    String list = variable("no_proxy").replace(',', ' ').toLowerCase(Locale.ROOT);
    for (String entry : list.split(" ", -1)) {
      if (!entry.isEmpty() && covers(entry, host, port)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an entry is {@code *}, the host, or a domain above it. If it has a port, that matches.
   */
  private static boolean covers(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    String domain = entry;
    int colon = entry.lastIndexOf(':');
    boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
    if (hasPort) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      domain = entry.substring(0, colon);
    }
    domain = withoutBrackets(domain.startsWith("*.") ? domain.substring(1) : domain);
    domain = domain.startsWith(".") ? domain.substring(1) : domain;
    return host.equals(domain) || host.endsWith("." + domain);
  }

  /** An IPv6 address without the brackets that it has in a URL. */
  static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
