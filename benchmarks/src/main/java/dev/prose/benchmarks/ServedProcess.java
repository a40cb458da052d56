package dev.prose.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code prose serve} of its own, on a free port of this machine. */
final class ServedProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening +(http://\\S+)");
  private static final int POLL_MILLIS = 50;
  private static final int END_SECONDS = 15;

  private final Process process;
  private final URI completions;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServedProcess(Process process, String address) {
    this.process = process;
    this.completions = URI.create(address + "/v1/completions");
  }

  /** Starts it, and waits until it listens. */
  static ServedProcess start(Path prose, Path model) throws IOException, InterruptedException {
    Path log = model.resolveSibling("serve.log");
    Process process =
        new ProcessBuilder(
                List.of(prose.toString(), "serve", "--port", "0", "--models", model.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (true) {
      boolean over = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return new ServedProcess(process, listening.group(1));
      }
      if (over) {
        throw new IOException(
            "prose serve has ended before it listened: " + Files.readString(log).strip());
      }
    }
  }

  void warmUp(String model, String prompt, int tokens, Duration time) throws InterruptedException {
    ask(model, prompt, tokens, 2, time);
    askForFirst(model, prompt, tokens, 2, time);
  }

  /** Clients that ask for whole answers. */
  ClosedLoop.Result ask(String model, String prompt, int tokens, int clients, Duration time)
      throws InterruptedException {
    return new ClosedLoop(
            clients,
            seed -> {
              HttpResponse<byte[]> response =
                  http.send(
                      request(model, prompt, tokens, seed, false),
                      HttpResponse.BodyHandlers.ofByteArray());
              return requireOk(response).body().length;
            })
        .run(time);
  }

  /** Clients that ask for streams, and leave when the first token is there. */
  ClosedLoop.Result askForFirst(String model, String prompt, int tokens, int clients, Duration time)
      throws InterruptedException {
    return new ClosedLoop(
            clients,
            seed -> {
              HttpResponse<InputStream> response =
                  http.send(
                      request(model, prompt, tokens, seed, true),
                      HttpResponse.BodyHandlers.ofInputStream());
              try (InputStream body = requireOk(response).body()) {
                return body.read();
              }
            })
        .run(time);
  }

  private HttpRequest request(String model, String prompt, int tokens, long seed, boolean stream) {
    String body =
        "{\"model\":\"%s\",\"prompt\":\"%s\",\"max_tokens\":%d,\"seed\":%d,\"stream\":%b}"
            .formatted(model, prompt.replace("\n", "\\n"), tokens, seed, stream);
    return HttpRequest.newBuilder(completions)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static <T> HttpResponse<T> requireOk(HttpResponse<T> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException("the server answered with " + response.statusCode());
    }
    return response;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    http.shutdownNow();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
