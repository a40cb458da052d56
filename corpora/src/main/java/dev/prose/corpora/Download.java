package dev.prose.corpora;

import dev.prose.text.LoadListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes an http or https URL, gives its bytes. Redirects are followed, but not from https to http,
 * and proxies are taken from the environment.
 *
 * <p>It uses {@link HttpURLConnection} because {@code java.net.http} has no time-out for a body
 * that stalls half-way, says less about failures, and takes longer to start.
 *
 * @param environment the process's environment, for its proxies
 * @param timeouts how long to wait
 */
public record Download(Map<String, String> environment, Timeouts timeouts) {
  private static final int MOST_REDIRECTS = 5;

  /** The longest array that every JVM can allocate. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private static final int CHUNK_BYTES = 1 << 16;

  /** With this process's environment and the default time-outs. */
  public static Download standard() {
    return new Download(System.getenv(), Timeouts.DEFAULT);
  }

  /**
   * Downloads a URL.
   *
   * @param label the download's name in progress reports
   * @param listener is told of each piece that arrives
   * @throws DownloadException if it cannot be downloaded completely; the message says why and what
   *     to do
   */
  public byte[] fetch(URI url, String label, LoadListener listener) throws DownloadException {
    URI at = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpURLConnection connection = open(at, url.getHost());
      try {
        if (!isRedirect(connection.getResponseCode())) {
          return body(connection, at, label, listener);
        }
        at = redirected(at, connection.getHeaderField("Location"));
      } catch (DownloadException e) {
        throw e;
      } catch (IOException e) {
        throw DownloadFailure.of(at, e, timeouts);
      } finally {
        connection.disconnect();
      }
    }
    throw DownloadFailure.of(url, "more than " + MOST_REDIRECTS + " redirects");
  }

  private HttpURLConnection open(URI url, String firstHost) throws DownloadException {
    try {
      HttpURLConnection connection = connection(url);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(timeouts.connectMillis());
      connection.setReadTimeout(timeouts.stallMillis());
      connection.setRequestProperty("User-Agent", "prose");
      if (url.getUserInfo() != null && url.getHost().equals(firstHost)) {
        byte[] userInfo = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
        connection.setRequestProperty(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(userInfo));
      }
      connection.connect();
      return connection;
    } catch (IOException e) {
      throw DownloadFailure.of(url, e, timeouts);
    }
  }

  /** A connection that is not open yet, through the proxy that applies. */
  private HttpURLConnection connection(URI url) throws IOException {
    Proxies proxies = new Proxies(environment);
    if (!proxies.namedFor(url)) {
      // Then the JVM's own settings (-Dhttps.proxyHost) apply.
      NameLookup.await(url.getHost(), timeouts.connectMillis());
      return (HttpURLConnection) url.toURL().openConnection();
    }
    Optional<ProxyServer> found = proxies.proxyFor(url);
    if (found.isEmpty()) {
      NameLookup.await(url.getHost(), timeouts.connectMillis());
      return (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    }
    ProxyServer proxy = found.get();
    NameLookup.await(proxy.host(), timeouts.connectMillis());
    if (proxy.userInfo() != null) {
      ProxyServer.allowBasicAuthentication();
    }
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(proxy.toProxy());
    proxy.authenticate(connection);
    return connection;
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  static URI redirected(URI from, @Nullable String location) throws DownloadException {
    if (location == null) {
      throw DownloadFailure.of(from, "it redirects without saying where to");
    }
    try {
      URI to = WebAddress.parse(from.resolve(new URI(location)).toString());
      if (from.getScheme().equalsIgnoreCase("https") && !to.getScheme().equalsIgnoreCase("https")) {
        throw DownloadFailure.of(
            from, "it redirects from https to http (" + WebAddress.shown(to) + ")");
      }
      return to;
    } catch (URISyntaxException _) {
      throw DownloadFailure.of(from, "it redirects to \"" + location + "\", no http or https URL");
    }
  }

  private static byte[] body(
      HttpURLConnection connection, URI url, String label, LoadListener listener)
      throws IOException {
    int status = connection.getResponseCode();
    if (status != 200) {
      throw DownloadFailure.status(url, status, connection.getResponseMessage());
    }
    long total = connection.getContentLengthLong();
    if (total > MOST_BYTES) {
      throw DownloadFailure.tooLarge(url);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.clamp(total, CHUNK_BYTES, 1 << 24));
    listener.progress(label, 0, total);
    try (InputStream in = connection.getInputStream()) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (read > MOST_BYTES - body.size()) {
          throw DownloadFailure.tooLarge(url);
        }
        body.write(chunk, 0, read);
        listener.progress(label, body.size(), total);
      }
    } catch (IOException e) {
      throw "Premature EOF".equals(e.getMessage())
          ? DownloadFailure.cutOff(url, body.size(), total)
          : e;
    }
    // Some of the JDK's streams mistake the end of the connection for the end of the body.
    if (total >= 0 && body.size() != total) {
      throw DownloadFailure.cutOff(url, body.size(), total);
    }
    return body.toByteArray();
  }
}
