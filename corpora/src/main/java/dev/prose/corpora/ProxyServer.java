package dev.prose.corpora;

import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param host the proxy's name or address
 * @param port the proxy's port
 * @param userInfo {@code user:password}, or null if none is given
 */
record ProxyServer(String host, int port, @Nullable String userInfo) {
  /** The port of a proxy that is named without one, as in curl. */
  static final int DEFAULT_PORT = 1080;

  Proxy toProxy() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  /** Gives the connection the user and password, for this proxy and nobody else. */
  void authenticate(HttpURLConnection connection) {
    if (userInfo == null) {
      return;
    }
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    connection.setAuthenticator(new OnlyThisProxy(user, password));
  }

  /**
   * By default the JDK refuses to send a password in clear text to a proxy when it requests a
   * tunnel to an https host, and it reads this property only before the first request. A person who
   * puts the password into https_proxy wants it sent. An existing value is kept.
   */
  static void allowBasicAuthentication() {
    String schemes = "jdk.http.auth.tunneling.disabledSchemes";
    if (System.getProperty(schemes) == null) {
      System.setProperty(schemes, "");
    }
  }

  /** Answers once. Being asked again means that the password was wrong, and the JDK would retry. */
  private static final class OnlyThisProxy extends Authenticator {
    private final String user;
    private final String password;
    private boolean asked;

    OnlyThisProxy(String user, String password) {
      this.user = user;
      this.password = password;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (asked || getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      asked = true;
      return new PasswordAuthentication(user, password.toCharArray());
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
