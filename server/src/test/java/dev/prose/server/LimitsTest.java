package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.server.Client.Reply;
import dev.prose.text.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, leave, or mean harm. */
@Timeout(60)
class LimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LONG =
      "{\"model\":\"mixture\",\"max_tokens\":16384,\"n\":16,\"stream\":%s}";

  private RunningServer running;

  @BeforeEach
  void start() throws IOException {
    running =
        new RunningServer(
            Corpus.of("test", RunningServer.TEXT),
            new ProseServer.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.server().port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private String head(String start) {
    return start + " HTTP/1.1\r\nHost: localhost:" + running.server().port() + "\r\n";
  }

  private void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private void ask(Socket socket, String path, String body) throws IOException {
    send(
        socket,
        head("POST " + path)
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** Sends a byte now and then, until the server has had enough. */
  private static boolean isClosedWhileDripping(Socket socket, String bytes)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        socket.getOutputStream().write(bytes.charAt(i % bytes.length()));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  @Test
  void slowHeadersAreNotWaitedFor() throws Exception {
    try (Socket socket = connect()) {
      send(socket, head("GET /health"));
      assertThat(isClosedWhileDripping(socket, "X-Slow: yes\r\n")).isTrue();
    }
  }

  @Test
  void slowBodiesAreNotWaitedFor() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          head("POST /v1/completions")
              + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
      assertThat(isClosedWhileDripping(socket, " ")).isTrue();
    }
  }

  @Test
  void aBodyThatWasAnnouncedAndNeverComesIsNotWaitedFor() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          head("POST /v1/completions")
              + "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n");
      String answer = read(socket.getInputStream(), "nothing more");
      assertThat(answer).doesNotContain("HTTP/1.1 200");
    }
  }

  /** What follows a request hides nothing from the server: neither bytes nor their end. */
  @Test
  void aClientThatLeavesIsNoticedBehindFurtherBytes() throws Exception {
    try (Socket socket = connect()) {
      ask(socket, "/v1/completions", LONG.formatted(false));
      send(socket, "\r\n");
      await("a generation", () -> running.server().running() == 1);
    }
    await("its end", () -> running.server().running() == 0);
  }

  @Test
  void aConnectionThatIsKeptMayRest() throws Exception {
    try (Socket socket = connect()) {
      for (int i = 0; i < 2; i++) {
        send(socket, head("GET /health") + "\r\n");
        assertThat(read(socket.getInputStream(), "\"models\":3}")).startsWith("HTTP/1.1 200");
        Thread.sleep(1500);
      }
    }
  }

  /** All that came before the connection was closed. */
  private static String arrived(InputStream in) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (IOException e) {
      all.writeBytes(e.toString().getBytes(StandardCharsets.UTF_8)); // it was reset
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static String read(InputStream in, String until) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(until) < 0) {
      int next = in.read();
      if (next < 0) {
        return text.toString();
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whenAClientLeavesItsGenerationEnds(boolean stream) throws Exception {
    try (Socket socket = connect()) {
      ask(socket, "/v1/completions", LONG.formatted(stream));
      await("a generation", () -> running.server().running() == 1);
    }
    await("its end", () -> running.server().running() == 0);
  }

  @Test
  void whoReadsNothingIsLeft() throws Exception {
    try (Socket socket = connect()) {
      ask(socket, "/v1/completions", LONG.formatted(true));
      await("a generation", () -> running.server().running() == 1);
      await("its end", () -> running.server().running() == 0);
      assertThat(arrived(socket.getInputStream()))
          .startsWith("HTTP/1.1 200")
          .doesNotContain("[DONE]");
    }
  }

  @Test
  void aThousandStreamsThatAreLeftLeaveNothing() throws Exception {
    for (int i = 0; i < 1000; i++) {
      try (Socket socket = connect()) {
        ask(socket, "/v1/completions", LONG.formatted(true));
        assertThat(read(socket.getInputStream(), "data: ")).startsWith("HTTP/1.1 200");
      }
    }
    await("the end of all", () -> running.server().running() == 0);
    await("the end of connections", () -> metric("prose_connections_open") <= 2);
    assertThat(running.client().post("/v1/completions", "{\"model\":\"bigram\"}").status())
        .isEqualTo(200);
  }

  /** A number of the metrics. */
  private int metric(String name) {
    return running
        .client()
        .content("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToInt(line -> Integer.parseInt(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWouldFillTheMemoryIsRefused() {
    String asked = "{\"model\":\"bigram\",\"max_tokens\":16384,\"n\":%d,\"logprobs\":%s}";
    Reply many = running.client().post("/v1/completions", asked.formatted(17, null));
    assertThat(many.status()).isEqualTo(400);
    assertThat(many.at("error", "param")).isEqualTo("max_tokens");
    Reply told = running.client().post("/v1/completions", asked.formatted(4, 20));
    assertThat(told.status()).isEqualTo(400);
    assertThat(told.at("error", "param")).isEqualTo("logprobs");
  }

  @Test
  void tooManyAreToldToComeAgain() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    Socket[] sockets = new Socket[processors + 128];
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = connect();
      ask(sockets[i], "/v1/completions", LONG.formatted(false));
      if (i == processors - 1) {
        await("all at work", () -> running.server().running() == processors);
      }
    }
    await("all waiting", () -> metric("prose_generations_waiting") == 128);
    Reply refused = running.client().post("/v1/completions", "{\"model\":\"bigram\"}");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.retryAfter()).contains("1");
    assertThat(running.client().get("/health").status()).isEqualTo(200);
    for (Socket socket : sockets) {
      socket.close();
    }
    await("the end of all", () -> running.server().running() == 0);
    assertThat(running.client().post("/v1/completions", "{\"model\":\"bigram\"}").status())
        .isEqualTo(200);
  }

  @Test
  void closingLetsRunningOnesEndAndTakesNoNewOnes() throws Exception {
    String body = "{\"model\":\"mixture\",\"max_tokens\":16384,\"seed\":1}";
    CompletableFuture<Reply> answer =
        CompletableFuture.supplyAsync(() -> running.client().post("/v1/completions", body));
    await("a generation", () -> running.server().running() == 1);
    int port = running.server().port();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(running::close);
    assertThat(answer.get().status()).isEqualTo(200);
    closing.get();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(IOException.class);
  }

  static Stream<String> smuggling() {
    String body = "Content-Type: application/json\r\n";
    String hidden = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";
    return Stream.of(
        "Content-Type: text/plain\r\nContent-Length: " + hidden.length() + "\r\n\r\n" + hidden,
        body + "Content-Length: " + hidden.length() + "\r\n\r\n" + hidden,
        body + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
        body + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + hidden,
        body + "Content-Length: 2, 40\r\n\r\n{}" + hidden,
        body + "Content-Length: +2\r\n\r\n{}" + hidden,
        body + "Content-Length: -2\r\n\r\n{}" + hidden,
        body + "Content-Length: 0x2\r\n\r\n{}" + hidden,
        body + "Content-Length: 99999999999999999999\r\n\r\n{}" + hidden,
        body + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + hidden,
        body + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
        body + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
        body + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" + hidden,
        body + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n" + hidden,
        body + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n" + hidden,
        body + "X: a\nContent-Length: 2\r\n\r\n{}" + hidden,
        body + "X: a\rY: b\r\nContent-Length: 2\r\n\r\n{}" + hidden,
        body + "X\0: a\r\nContent-Length: 2\r\n\r\n{}" + hidden,
        body + " Content-Length: 2\r\n\r\n{}" + hidden);
  }

  /** Whatever else it does with such a request, the server never takes its rest for another one. */
  @ParameterizedTest
  @MethodSource("smuggling")
  void oneRequestIsNotTwo(String rest) throws Exception {
    String answers = running.client().raw(head("POST /api/next") + rest);
    assertThat(answers.split("HTTP/1.1 ", -1).length - 1).as(answers).isLessThanOrEqualTo(1);
    assertThat(answers).doesNotContain("HTTP/1.1 200").doesNotContain("HTTP/1.1 404");
    assertThat(running.client().get("/health").status()).isEqualTo(200);
  }

  static Stream<String> traversals() {
    return Stream.of(
        "/page/../../../openapi.json/../secret",
        "/page/../../etc/passwd",
        "/page/..%2f..%2fetc%2fpasswd",
        "/page/%2e%2e/%2e%2e/etc/passwd",
        "/page/%252e%252e/etc/passwd",
        "/page/..\\..\\etc\\passwd",
        "/page/..%5c..%5cetc%5cpasswd",
        "/page/....//....//etc/passwd",
        "/page//etc/passwd",
        "//etc/passwd",
        "/page/style.css%00.html",
        "/page/..;/..;/etc/passwd",
        "/page/%c0%ae%c0%ae/etc/passwd",
        "/page/",
        "/page/index.html/..",
        "/v1/models/..%2f..%2fetc",
        "http://evil.example/etc/passwd");
  }

  @ParameterizedTest
  @MethodSource("traversals")
  void onlyTheFilesOfTheListAreServed(String path) {
    String answer = running.client().raw(head("GET " + path) + "Connection: close\r\n\r\n");
    assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("root:");
  }

  @Test
  void headersOfMoreThan16KiBAreRefused() {
    String answer =
        running.client().raw(head("GET /health") + "X-Long: " + "a".repeat(20_000) + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(running.client().get("/health").status()).isEqualTo(200);
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    String body = "{\"model\":\"bigram\",\"prompt\":\"\u00ff\u00fe\"}"; // sent as ISO 8859-1
    String answer =
        running
            .client()
            .raw(
                head("POST /v1/completions")
                    + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body);
    assertThat(answer).startsWith("HTTP/1.1 400");
  }
}
