package dev.prose.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Decides who may ask. A page from elsewhere must not reach a model through a person's browser:
 * neither by a name that suddenly means this machine (DNS rebinding), nor by a script.
 */
public final class Guard {
  private static final String SCHEME = "Bearer "; // in capitals or not: RFC 9110, section 11.1
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final boolean local;
  private final String host;
  private final IntSupplier port;
  private final Optional<String> key;
  private final Set<String> allowedOrigins;

  /**
   * @param local whether only this machine reaches the server, so that its names are known
   * @param host where it listens
   * @param port asked when there is a request
   * @param key that requests have to bring
   */
  public Guard(
      boolean local,
      String host,
      IntSupplier port,
      Optional<String> key,
      Set<String> allowedOrigins) {
    this.local = local;
    this.host = host.toLowerCase(Locale.ROOT);
    this.port = port;
    this.key = key;
    this.allowedOrigins = allowedOrigins;
  }

  /**
   * Refuses a request to another host.
   *
   * @param hosts the values of the header Host
   * @throws ApiException with the status 421
   */
  public void requireHost(List<String> hosts) {
    if (hosts.size() != 1) { // Helidon says so before, with 400: RFC 9112, section 3.2
      throw ApiException.of(
          421, "misdirected_request", "a request has exactly one Host, not " + hosts.size());
    }
    if (local && !isOwn(hosts.getFirst().toLowerCase(Locale.ROOT))) {
      throw ApiException.of(
          421,
          "misdirected_request",
          "this server is localhost:%d or %s:%1$d, and not %s"
              .formatted(port.getAsInt(), host, hosts.getFirst()));
    }
  }

  private boolean isOwn(String name) {
    String withPort = ":" + port.getAsInt();
    String bare =
        name.endsWith(withPort) ? name.substring(0, name.length() - withPort.length()) : name;
    boolean portIsRight = !bare.equals(name) || port.getAsInt() == 80;
    return portIsRight && (OWN_NAMES.contains(bare) || bare.equals(host));
  }

  /**
   * Whether a page of some origin may ask.
   *
   * @param origin of the header Origin
   * @param ownHost of the header Host
   * @throws ApiException with the status 403 if not
   */
  public void requireOrigin(String origin, String ownHost) {
    if (!origin.equalsIgnoreCase("http://" + ownHost) && !isAllowed(origin)) {
      throw ApiException.of(
          403,
          "origin_not_allowed",
          "pages of %s may not ask this server, unless it was started to allow them"
              .formatted(origin));
    }
  }

  /** Whether pages of an origin that is not the server's own may ask. */
  public boolean isAllowed(String origin) {
    return allowedOrigins.contains(origin.toLowerCase(Locale.ROOT));
  }

  /**
   * Refuses a request without the key.
   *
   * @param authorization the header Authorization, if there is one
   * @throws ApiException with the status 401
   */
  public void requireKey(Optional<String> authorization) {
    if (key.isEmpty()) {
      return;
    }
    String header = authorization.orElse("");
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    byte[] wanted = key.get().getBytes(StandardCharsets.UTF_8);
    byte[] given =
        (bearer ? header.substring(SCHEME.length()).strip() : "").getBytes(StandardCharsets.UTF_8);
    // In a time that does not tell how much of it is right.
    if (!MessageDigest.isEqual(wanted, given)) {
      throw ApiException.of(
          401,
          "invalid_api_key",
          "the key is missing or wrong: the header is Authorization: Bearer KEY");
    }
  }
}
