package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTest {
  private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(250));

  private final FakeServer server;
  private final Notes notes = new Notes();

  DownloadTest() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String fetch(URI url, Map<String, String> environment) throws IOException {
    byte[] bytes = new Download(environment, SHORT).fetch(url, "it", notes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private AbstractThrowableAssert<?, ?> assertFails(String path) {
    return assertThatThrownBy(() -> fetch(server.url(path), Map.of()))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("Cannot download " + server.url(path) + ": ");
  }

  @Test
  void givesTheBytesAndTellsItsProgress() throws IOException {
    String body = "x".repeat(200_000);
    server.ok("/a?b=c", body);
    assertThat(fetch(server.url("/a?b=c"), Map.of())).isEqualTo(body);
    assertThat(notes.progress).startsWith("it 0/200000").endsWith("it 200000/200000");
    assertThat(server.requests).singleElement().asString().contains("User-Agent: prose");
  }

  @Test
  void takesABodyOfUnknownLength() throws IOException {
    server.answer("/", "HTTP/1.1 200 OK\r\n\r\nabc");
    assertThat(fetch(server.url("/"), Map.of())).isEqualTo("abc");
    server.answer(
        "/c",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
    assertThat(fetch(server.url("/c"), Map.of())).isEqualTo("abc");
    assertThat(notes.progress).first().isEqualTo("it 0/-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 404 Not Found~~ | HTTP 404 Not Found. Check that the URL is right",
        "HTTP/1.1 503 Busy~~ | HTTP 503 Busy. The trouble is on the server's side",
        "HTTP/1.1 200 OK~Content-Length: 9~~abc | cut off after 3 of 9 bytes",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~9~abc | cut off",
        "HTTP/1.1 200 OK~Content-Length: 9~~abc-hang | nothing came for 250 ms",
        "-hang | nothing came for 250 ms",
        "HTTP/1.1 200 OK~Content-Length: 3000000000~~ | it is larger than 2 GiB",
        "HTTP/1.1 302 Found~~ | it redirects without saying where to",
        "HTTP/1.1 302 Found~Location: ftp://a/~~ | it redirects to \"ftp://a/\"",
        "HTTP/1.1 302 Found~Location: /x~~ | more than 5 redirects",
      })
  void saysWhyItFailed(String response, String reason) {
    server.answer("/x", response.replace("~", "\r\n").replace("-hang", FakeServer.HANG));
    assertFails("/x").hasMessageContaining(reason);
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    URI url;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = URI.create("http://127.0.0.1:" + gone.getLocalPort() + "/");
    }
    assertThatThrownBy(() -> fetch(url, Map.of()))
        .hasMessageContaining("cannot connect (Connection refused)");
    assertThatThrownBy(() -> fetch(URI.create("http://nowhere.invalid/"), Map.of()))
        .hasMessageContaining("unknown host nowhere.invalid");
  }

  @Test
  void saysThatConnectingTookTooLong() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
      Timeouts timeouts = new Timeouts(Duration.ofMillis(200), Duration.ofMillis(200));
      // Nobody accepts: some connections wait in the backlog, and the next one is not answered.
      List<Socket> waiting = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          Socket socket = new Socket();
          waiting.add(socket);
          try {
            socket.connect(full.getLocalSocketAddress(), 100);
          } catch (SocketTimeoutException _) {
            break; // full
          }
        }
        assertThatThrownBy(() -> new Download(Map.of(), timeouts).fetch(url, "it", notes))
            .hasMessageContaining("connect timed out after 200 ms");
      } finally {
        for (Socket socket : waiting) {
          socket.close();
        }
      }
    }
  }

  @Test
  void followsRedirectsAndTellsAPasswordToTheFirstHostOnly() throws IOException {
    try (FakeServer other = new FakeServer()) {
      server.redirect("/a", "b?c").redirect("/b?c", "http://localhost:" + other.port() + "/d");
      other.ok("/d", "there");
      URI url = URI.create("http://me:secret@" + server.address() + "/a");
      assertThat(fetch(url, Map.of())).isEqualTo("there");
      assertThat(server.requests)
          .hasSize(1 + 1)
          .first()
          .asString()
          .contains("Authorization: Basic " + base64("me:secret"));
      assertThat(other.requests).singleElement().asString().doesNotContain("Authorization");
    }
  }

  @Test
  void neverFollowsFromHttpsToHttp() {
    assertThatThrownBy(() -> Download.redirected(URI.create("https://a.org/x"), "http://a.org/y"))
        .hasMessageContaining("it redirects from https to http (http://a.org/y)");
  }

  @Test
  void goesThroughTheProxyUnlessTheHostIsExempt() throws IOException {
    try (FakeServer proxy = new FakeServer()) {
      proxy.ok("http://far.invalid/a", "by proxy");
      Map<String, String> environment =
          Map.of("http_proxy", "http://" + proxy.address(), "no_proxy", "127.0.0.1");
      assertThat(fetch(URI.create("http://far.invalid/a"), environment)).isEqualTo("by proxy");
      assertThat(fetch(server.ok("/b", "directly").url("/b"), environment)).isEqualTo("directly");
      assertThat(proxy.requests).hasSize(1);
    }
  }

  @Test
  void tellsTheProxyItsPasswordOnceAsked() {
    server.answer(
        "http://far.invalid/",
        "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
    Map<String, String> environment = Map.of("http_proxy", "http://me:secret@" + server.address());
    assertThatThrownBy(() -> fetch(URI.create("http://far.invalid/"), environment))
        .hasMessageContaining("HTTP 407 Who")
        .hasMessageNotContaining("secret");
    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.get(0)).doesNotContain("Authorization");
    assertThat(server.requests.get(1))
        .containsIgnoringCase("Proxy-Authorization: Basic " + base64("me:secret"));
  }

  @Test
  void asksTheProxyForATunnelToAnHttpsHost() {
    server.answer("far.invalid:443", "HTTP/1.1 502 No way\r\n\r\n");
    Map<String, String> environment = Map.of("https_proxy", "http://" + server.address());
    assertThatThrownBy(() -> fetch(URI.create("https://far.invalid/"), environment))
        .hasMessageContaining("502 No way");
    assertThat(server.requests).singleElement().asString().startsWith("CONNECT far.invalid:443 ");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
