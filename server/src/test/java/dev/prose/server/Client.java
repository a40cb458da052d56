package dev.prose.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Asks a server on this machine. */
final class Client {
  private static final Pattern EVENT_END = Pattern.compile("\n\n");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  Client(int port) {
    this.port = port;
  }

  /** A reply. */
  record Reply(
      int status, Map<String, Object> json, Optional<String> ignored, Optional<String> retryAfter) {
    /** An event of a stream. */
    static Reply of(String event) {
      return new Reply(200, parse(event), Optional.empty(), Optional.empty());
    }

    /** A value by its path: names, and numbers of places in lists. */
    @Nullable Object at(Object... path) {
      Object value = json;
      for (Object step : path) {
        Object of = Objects.requireNonNull(value);
        value =
            step instanceof Integer place ? ((List<?>) of).get(place) : ((Map<?, ?>) of).get(step);
      }
      return value;
    }

    /** A text by its path. */
    String text(Object... path) {
      return (String) Objects.requireNonNull(at(path));
    }

    /** A list by its path. */
    List<?> list(Object... path) {
      return (List<?>) Objects.requireNonNull(at(path));
    }

    String error() {
      return String.valueOf(at("error", "message"));
    }
  }

  Reply get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** An answer that is no JSON. */
  String content(String path) {
    return text(HttpRequest.newBuilder(uri(path)).GET()).body();
  }

  Reply post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** The events' data of a stream. */
  List<String> events(String path, String body) {
    return events(
        text(
            HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  /** The events' data of a stream that is only asked for. */
  List<String> getEvents(String path) {
    return events(text(HttpRequest.newBuilder(uri(path)).GET()));
  }

  private static List<String> events(HttpResponse<String> response) {
    List<String> events = new ArrayList<>();
    for (String event : EVENT_END.splitAsStream(response.body()).toList()) {
      events.add(event.replaceFirst("^data: ", ""));
    }
    return events;
  }

  private Reply send(HttpRequest.Builder request) {
    HttpResponse<String> response = text(request);
    return new Reply(
        response.statusCode(),
        parse(response.body()),
        response.headers().firstValue("Prose-Ignored"),
        response.headers().firstValue("Retry-After"));
  }

  private HttpResponse<String> text(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> parse(String json) {
    return JSON.std.mapFrom(json);
  }

  /** Sends bytes as they are, and gives what comes back until the server closes. */
  String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
