package dev.prose.server;

import dev.prose.corpora.Corpora;
import dev.prose.server.api.CorpusRoutes;
import dev.prose.server.api.ModelRoutes;
import dev.prose.server.api.NextRoute;
import dev.prose.server.api.RunRoutes;
import dev.prose.server.api.ScoreRoute;
import dev.prose.server.api.WriteRoute;
import dev.prose.server.generation.TokenCounts;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Connections;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Gate;
import dev.prose.server.http.Generations;
import dev.prose.server.http.Guard;
import dev.prose.server.http.Metrics;
import dev.prose.server.http.Route;
import dev.prose.server.models.ServedModels;
import dev.prose.server.openai.CompletionRoutes;
import dev.prose.server.openai.TokenizerRoutes;
import dev.prose.server.page.PageFiles;
import dev.prose.server.training.Runs;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running server. */
public final class ProseServer implements AutoCloseable {
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final String OTHER = "other"; // all paths that are no route

  private final Generations generations = new Generations();
  private final Metrics metrics = new Metrics();
  private final Connections connections;
  private final Runs runs;
  private final List<Route> routes;
  private final WebServer web;

  /**
   * How patient a server is.
   *
   * @param request how long one may take to arrive
   * @param reader how long one may take nothing
   */
  record Limits(Duration request, Duration reader) {
    static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  private ProseServer(ServerOptions options, ServedModels models, Corpora corpora, Limits limits) {
    this.connections =
        new Connections(
            Http1ConnectionSelector.builder()
                .config(Http1Config.builder().maxHeadersSize(MOST_HEADER_BYTES).build())
                .build(),
            limits.request(),
            limits.reader());
    Guard guard =
        new Guard(
            options.isLocal(),
            options.host(),
            this::port,
            options.apiKey(),
            options.allowedOrigins());
    this.runs = new Runs(models, corpora, Clock.systemUTC());
    this.routes = routes(models, corpora);
    this.web =
        WebServer.builder()
            .host(options.host())
            .port(options.port())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(connections)
            .shutdownGracePeriod(Duration.ofMillis(100)) // by then nothing is to be waited for
            .shutdownHook(false)
            .routing(
                routing(
                    new Gate(
                        guard,
                        metrics,
                        this::routeOf,
                        path -> path.equals("/health") || PageFiles.isPage(path),
                        generations::isClosed)))
            .build();
  }

  /**
   * Starts to listen.
   *
   * @param models that are served; those that are trained here are added
   * @param corpora that models can be trained on
   * @throws BindException if it cannot listen there
   */
  public static ProseServer start(ServerOptions options, ServedModels models, Corpora corpora)
      throws BindException {
    return start(options, models, corpora, Limits.DEFAULT);
  }

  static ProseServer start(
      ServerOptions options, ServedModels models, Corpora corpora, Limits limits)
      throws BindException {
    ProseServer server = new ProseServer(options, models, corpora, limits);
    server.web.start();
    if (!server.web.isRunning()) { // Helidon logs why, and throws nothing
      server.close();
      throw new BindException(
          "cannot listen on %s, port %d: another program has it, or it is reserved"
              .formatted(options.host(), options.port()));
    }
    return server;
  }

  /** The port that it listens on. */
  public int port() {
    return web.port();
  }

  /** What it answers. */
  List<Route> routes() {
    return routes;
  }

  /** How many generations run. */
  int running() {
    return generations.running();
  }

  /** Takes no new requests, and gives running ones ten seconds to end. */
  @Override
  public void close() {
    long end = System.nanoTime() + DRAIN.toNanos();
    generations.stop();
    runs.stop();
    try {
      generations.await(end - System.nanoTime());
      runs.await(end - System.nanoTime());
      connections.awaitAnswers(end - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    generations.close();
    web.stop();
    connections.close();
  }

  private List<Route> routes(ServedModels models, Corpora corpora) {
    TokenCounts counts = new TokenCounts();
    countWith(counts, models);
    CompletionRoutes completions =
        new CompletionRoutes(models, generations, counts, Clock.systemUTC());
    TokenizerRoutes tokenizers = new TokenizerRoutes(models);
    ModelRoutes served = new ModelRoutes(models);
    RunRoutes training = new RunRoutes(runs);
    List<Route> all = new ArrayList<>(PageFiles.routes());
    byte[] document = document();
    all.addAll(
        List.of(
            Route.get("/health", exchange -> exchange.reply(health(models))),
            Route.get(
                "/metrics",
                exchange ->
                    exchange.reply(
                        Metrics.CONTENT_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8))),
            Route.get("/openapi.json", exchange -> exchange.reply("application/json", document)),
            Route.get("/v1/models", completions::models),
            Route.get("/v1/models/{id}", completions::model),
            Route.post("/v1/completions", completions::completions),
            Route.post("/v1/chat/completions", completions::chat),
            Route.post("/tokenize", tokenizers::tokenize),
            Route.post("/detokenize", tokenizers::detokenize),
            Route.get("/tokenizer_info", tokenizers::info),
            Route.get("/api/models", served::models),
            Route.get("/api/bigrams", served::bigrams),
            Route.post("/api/write", new WriteRoute(models, generations, counts)::write),
            Route.post("/api/next", new NextRoute(models, generations)::next),
            Route.post("/api/score", new ScoreRoute(models, generations)::score),
            Route.get("/api/corpora", new CorpusRoutes(corpora)::corpora),
            Route.get("/api/families", training::families),
            Route.get("/api/runs", training::runs),
            Route.post("/api/runs", training::start),
            Route.get("/api/runs/{id}", training::run),
            Route.get("/api/runs/{id}/events", training::events),
            Route.post("/api/runs/{id}/stop", training::stop)));
    return List.copyOf(all);
  }

  private void countWith(TokenCounts counts, ServedModels models) {
    metrics.counter("prose_prompt_tokens_total", "Tokens of prompts that were read.", counts::read);
    metrics.counter("prose_written_tokens_total", "Tokens that were drawn.", counts::written);
    metrics.gauge("prose_generations_running", "Computations under way.", generations::running);
    metrics.gauge("prose_generations_waiting", "Computations in the queue.", generations::waiting);
    metrics.gauge("prose_connections_open", "Open connections.", connections::count);
    metrics.gauge("prose_models", "Models served.", () -> models.all().size());
    metrics.gauge(
        "prose_heap_used_bytes",
        "Memory of the JVM's heap in use.",
        () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
  }

  /** The description of all routes. */
  private static byte[] document() {
    try (InputStream in = ProseServer.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file openapi.json");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRouting.Builder routing(Gate gate) {
    HttpRouting.Builder routing = HttpRouting.builder().addFilter(gate::filter);
    for (Route route : routes) {
      routing.route(
          Method.create(route.method()),
          route.path(),
          (request, response) -> {
            Exchange exchange = new Exchange(request, response);
            try {
              route.handler().accept(exchange);
            } catch (ApiException e) {
              exchange.fail(e);
            }
          });
    }
    return routing.any((request, response) -> {
      Exchange exchange = new Exchange(request, response);
      exchange.fail(nothingAt(exchange.path()));
    });
  }

  private ApiException nothingAt(String path) {
    List<String> methods =
        routes.stream().filter(route -> route.isAt(path)).map(Route::method).distinct().toList();
    return methods.isEmpty()
        ? ApiException.of(404, "not_found", "there is nothing at this address")
        : ApiException.methodNotAllowed(String.join(", ", methods));
  }

  private String routeOf(String path) {
    return routes.stream()
        .filter(each -> each.isAt(path))
        .findFirst()
        .map(Route::path)
        .orElse(OTHER);
  }

  private static Map<String, @Nullable Object> health(ServedModels models) {
    Map<String, @Nullable Object> health = new LinkedHashMap<>();
    health.put("status", "ok");
    health.put("models", models.all().size());
    return health;
  }
}
