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
 * @param host its name or address
 * @param port its port
 * @param userInfo {@code user:password}, or null where it asks for none
 */
record ProxyServer(String host, int port, @Nullable String userInfo) {
  /** Where curl, too, looks for a proxy that is named without a port. */
  static final int DEFAULT_PORT = 1080;

  Proxy toProxy() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  /** Has the connection answer this proxy, and nobody else, with its user and password. */
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
   * By default the JDK refuses to send a password in the clear to a proxy that it asks for a tunnel
   * to an https host, and heeds this property only if it is set before the first request. A person
   * who puts the password into https_proxy wants it sent. A value that is set already is kept.
   */
  static void allowBasicAuthentication() {
    String schemes = "jdk.http.auth.tunneling.disabledSchemes";
    if (System.getProperty(schemes) == null) {
      System.setProperty(schemes, "");
    }
  }

  /** Answers once: asked again, the password was wrong, and the JDK would repeat it. */
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
