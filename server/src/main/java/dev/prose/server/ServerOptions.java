package dev.prose.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a server listens, and to whom.
 *
 * @param host a name or an address
 * @param port 0 for any that is free
 * @param apiKey that every request has to bring, if there is one
 * @param allowedOrigins of pages from elsewhere whose scripts may ask, such as {@code
 *     https://example.org}
 */
public record ServerOptions(
    String host, int port, Optional<String> apiKey, Set<String> allowedOrigins) {
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s]+");

  /** This machine alone, port 8080, no key. */
  public static final ServerOptions DEFAULT =
      new ServerOptions("127.0.0.1", 8080, Optional.empty(), Set.of());

  /**
   * @throws IllegalArgumentException if a value is out of its range, or others could ask without a
   *     key
   */
  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the port must be from 0 to 65535, but is " + port);
    }
    if (apiKey.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("the API key must not be empty");
    }
    boolean local = isLoopback(host);
    if (apiKey.isEmpty() && !local) {
      throw new IllegalArgumentException(
          "other machines could ask a server on " + host + ": it needs an API key");
    }
    allowedOrigins =
        allowedOrigins.stream().map(ServerOptions::origin).collect(Collectors.toUnmodifiableSet());
  }

  private static String origin(String given) {
    String origin = given.toLowerCase(Locale.ROOT);
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "an origin is a scheme and a host, such as https://example.org or http://localhost:3000, but this is "
              + given);
    }
    return origin;
  }

  /** Whether only this machine reaches it. */
  boolean isLocal() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("there is no host " + host, e);
    }
  }

  public ServerOptions withPort(int newPort) {
    return new ServerOptions(host, newPort, apiKey, allowedOrigins);
  }

  public ServerOptions withHost(String newHost) {
    return new ServerOptions(newHost, port, apiKey, allowedOrigins);
  }

  public ServerOptions withApiKey(String newApiKey) {
    return new ServerOptions(host, port, Optional.of(newApiKey), allowedOrigins);
  }

  public ServerOptions withAllowedOrigins(String... newOrigins) {
    return new ServerOptions(host, port, apiKey, Set.of(newOrigins));
  }
}
