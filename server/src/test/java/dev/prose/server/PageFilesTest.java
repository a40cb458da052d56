package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.corpora.Corpora;
import dev.prose.server.models.ServedModels;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is sent beside the answers: the page's files, and the headers of all. */
class PageFilesTest {
  private static final String FRIEND = "https://friend.example";

  private static ProseServer server;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    server =
        ProseServer.start(
            ServerOptions.DEFAULT.withPort(0).withApiKey("secret").withAllowedOrigins(FRIEND),
            new ServedModels(),
            new Corpora(List.of()));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String ask(String method, String path, String... headers) {
    return client.raw(
        method
            + " "
            + path
            + " HTTP/1.1\r\nConnection: close\r\nHost: localhost:"
            + server.port()
            + "\r\n"
            + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining())
            + "\r\n");
  }

  @Test
  void everyFileOfThePageIsServedWithoutAKey() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ProseServer.class.getResource("page/index.html")).toURI())
            .getParent();
    try (Stream<Path> files = Files.list(folder)) {
      for (String name :
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> !file.endsWith(".class") && !file.equals("index.html"))
              .collect(Collectors.toCollection(TreeSet::new))) {
        assertThat(ask("GET", "/page/" + name)).as(name).startsWith("HTTP/1.1 200");
      }
    }
    assertThat(ask("GET", "/")).startsWith("HTTP/1.1 200").contains("text/html; charset=utf-8");
    assertThat(ask("GET", "/page/uPlot.esm.js")).contains("text/javascript; charset=utf-8");
    assertThat(ask("GET", "/api/models")).startsWith("HTTP/1.1 401");
  }

  @Test
  void thePageMayUseNothingFromElsewhere() {
    assertThat(ask("GET", "/"))
        .contains(
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer")
        .doesNotContain("unsafe-inline");
  }

  @Test
  void aBrowserIsToldThatAPageOfAnAllowedOriginMayAsk() {
    String preflight = "Access-Control-Request-Method: POST";
    assertThat(
            ask(
                "OPTIONS",
                "/v1/completions",
                "Origin: " + FRIEND,
                preflight,
                "Access-Control-Request-Headers: authorization, x-stainless-os"))
        .startsWith("HTTP/1.1 204")
        .contains(
            "Access-Control-Allow-Origin: " + FRIEND,
            "Access-Control-Allow-Headers: authorization, x-stainless-os",
            "Vary: Origin");
    assertThat(ask("OPTIONS", "/v1/completions", "Origin: https://evil.example", preflight))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("Access-Control-Allow-Origin");
    assertThat(ask("GET", "/v1/models", "Origin: " + FRIEND, "Authorization: Bearer secret"))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: " + FRIEND);
  }

  @Test
  void anotherMethodIsToldWhichThereAre() {
    assertThat(ask("PUT", "/v1/completions", "Authorization: Bearer secret"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: POST");
  }

  @Test
  void countsWhatItAnswers() {
    ask("GET", "/v1/models/none", "Authorization: Bearer secret");
    String metrics = ask("GET", "/metrics", "Authorization: Bearer secret");
    assertThat(metrics)
        .contains(
            "# TYPE prose_http_requests_total counter",
            "prose_http_requests_total{route=\"/v1/models/{id}\",status=\"404\"} 1",
            "prose_generations_running 0");
    Map<String, Long> types =
        metrics
            .lines()
            .filter(line -> line.startsWith("# TYPE"))
            .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
    assertThat(types.values()).containsOnly(1L);
  }
}
