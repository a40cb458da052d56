package dev.prose.server;

import dev.prose.server.http.ApiException;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Generations;
import dev.prose.server.http.Guard;
import dev.prose.server.openai.CompletionRoutes;
import dev.prose.server.openai.TokenizerRoutes;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running server. */
public final class ProseServer implements AutoCloseable {
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final Duration SLOWEST = Duration.ofSeconds(10);

  private final Generations generations = new Generations();
  private final Guard guard;
  private final WebServer web;

  private ProseServer(ServerOptions options, ServedModels models) {
    this.guard =
        new Guard(
            options.isLocal(),
            options.host(),
            this::port,
            options.apiKey(),
            options.allowedOrigins());
    this.web =
        WebServer.builder()
            .host(options.host())
            .port(options.port())
            .protocolsDiscoverServices(false)
            .addProtocol(Http1Config.builder().maxHeadersSize(MOST_HEADER_BYTES).build())
            .connectionOptions(socket -> socket.readTimeout(SLOWEST))
            .shutdownGracePeriod(SLOWEST)
            .shutdownHook(false)
            .routing(routing(models))
            .build();
  }

  /**
   * Starts to listen.
   *
   * @throws BindException if it cannot listen there
   */
  public static ProseServer start(ServerOptions options, ServedModels models) throws BindException {
    ProseServer server = new ProseServer(options, models);
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

  /** Takes no new requests, and gives running ones ten seconds to end. */
  @Override
  public void close() {
    generations.close();
    web.stop();
  }

  private HttpRouting.Builder routing(ServedModels models) {
    CompletionRoutes routes = new CompletionRoutes(models, generations, Clock.systemUTC());
    TokenizerRoutes tokenizers = new TokenizerRoutes(models);
    return HttpRouting.builder()
        .addFilter(this::filter)
        .get("/health", handler(exchange -> exchange.reply(health(models))))
        .get("/v1/models", handler(routes::models))
        .get("/v1/models/{id}", handler(routes::model))
        .post("/v1/completions", handler(routes::completions))
        .post("/v1/chat/completions", handler(routes::chat))
        .post("/tokenize", handler(tokenizers::tokenize))
        .post("/detokenize", handler(tokenizers::detokenize))
        .get("/tokenizer_info", handler(tokenizers::info))
        .any(
            handler(exchange -> {
              throw ApiException.of(404, "not_found", "there is nothing at this address");
            }))
        .error(
            ApiException.class,
            (request, response, e) -> {
              if (e.status() == 503) {
                response.header(HeaderNames.RETRY_AFTER, "1");
              }
              if (e.status() == 401) {
                response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
              }
              new Exchange(request, response).reply(e.status(), e.body());
            });
  }

  private static Handler handler(Consumer<Exchange> route) {
    return (request, response) -> route.accept(new Exchange(request, response));
  }

  private static Map<String, @Nullable Object> health(ServedModels models) {
    Map<String, @Nullable Object> health = new LinkedHashMap<>();
    health.put("status", "ok");
    health.put("models", models.all().size());
    return health;
  }

  private void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    ServerRequestHeaders headers = request.headers();
    List<String> hosts = headers.values(HeaderNames.HOST);
    guard.requireHost(hosts);
    Optional<String> origin = headers.first(HeaderNames.ORIGIN);
    origin.ifPresent(each -> guard.requireOrigin(each, hosts.getFirst()));
    if (!request.path().path().equals("/health")) {
      guard.requireKey(headers.first(HeaderNames.AUTHORIZATION));
    }
    chain.proceed();
  }
}
