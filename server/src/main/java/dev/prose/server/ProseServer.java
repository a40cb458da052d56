package dev.prose.server;

import dev.prose.corpora.Corpora;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Connections;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Gate;
import dev.prose.server.http.Generations;
import dev.prose.server.http.Guard;
import dev.prose.server.http.Metrics;
import dev.prose.server.http.Route;
import dev.prose.server.models.ServedModels;
import dev.prose.server.training.Runs;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A running server. */
public final class ProseServer implements AutoCloseable {
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Generations generations = new Generations();
  private final Metrics metrics = new Metrics();
  private final Connections connections;
  private final Runs runs;
  private final Routes routes;
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
    this.routes = new Routes(models, corpora, generations, runs, metrics);
    countTo(metrics, models);
    this.web =
        WebServer.builder()
            .host(options.host())
            .port(options.port())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(connections)
            // Or else a stream's first token waits 40 ms, for its reader's delayed acknowledgement.
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .shutdownGracePeriod(Duration.ofMillis(100)) // by then nothing is to be waited for
            .shutdownHook(false)
            .routing(
                routing(
                    new Gate(guard, metrics, routes::named, Routes::isOpen, generations::isClosed)))
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
      throw cannotListen(options);
    }
    return server;
  }

  /**
   * Refuses a place where a server could not listen, before anything is prepared for it.
   *
   * @throws BindException if it cannot listen there
   */
  public static void requireFree(ServerOptions options) throws BindException {
    try {
      new ServerSocket(options.port(), 1, InetAddress.getByName(options.host())).close();
    } catch (IOException e) {
      throw cannotListen(options);
    }
  }

  private static BindException cannotListen(ServerOptions options) {
    return new BindException(
        "cannot listen on %s, port %d: another program has it, it is reserved, or this machine has no such address"
            .formatted(options.host(), options.port()));
  }

  /** The port that it listens on. */
  public int port() {
    return web.port();
  }

  /** What it answers. */
  List<Route> routes() {
    return routes.all();
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

  private void countTo(Metrics counted, ServedModels models) {
    counted.gauge("prose_generations_running", "Computations under way.", generations::running);
    counted.gauge("prose_generations_waiting", "Computations in the queue.", generations::waiting);
    counted.gauge("prose_connections_open", "Open connections.", connections::count);
    counted.gauge("prose_models", "Models served.", () -> models.all().size());
    counted.gauge(
        "prose_heap_used_bytes",
        "Memory of the JVM's heap in use.",
        () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
  }

  // A route that fails is an answer too.
  @SuppressWarnings("CatchingUnchecked")
  private HttpRouting.Builder routing(Gate gate) {
    HttpRouting.Builder routing = HttpRouting.builder().addFilter(gate::filter);
    for (Route route : routes.all()) {
      routing.route(
          Method.create(route.method()),
          route.path(),
          (request, response) -> {
            Exchange exchange = new Exchange(request, response);
            try {
              route.handler().accept(exchange);
            } catch (RuntimeException e) {
              if (exchange.isBegun()) {
                throw e; // the connection is broken, and nothing more can be said
              }
              exchange.fail(ApiException.of(e));
            }
          });
    }
    return routing.any((request, response) -> {
      Exchange exchange = new Exchange(request, response);
      exchange.fail(routes.nothingAt(exchange.path()));
    });
  }
}
