package dev.prose.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What every request goes through before its route, and its answer after. */
public final class Gate {
  private static final HeaderName CONTENT_TYPE_OPTIONS =
      HeaderNames.create("X-Content-Type-Options");
  private static final HeaderName SECURITY_POLICY = HeaderNames.create("Content-Security-Policy");
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
  private static final HeaderName RESOURCE_POLICY =
      HeaderNames.create("Cross-Origin-Resource-Policy");
  private static final HeaderName ASKED_PRIVATE =
      HeaderNames.create("Access-Control-Request-Private-Network");
  private static final HeaderName ALLOW_PRIVATE =
      HeaderNames.create("Access-Control-Allow-Private-Network");

  /** Scripts and styles of the server's own, and nothing else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Guard guard;
  private final Metrics metrics;
  private final Function<String, String> route;
  private final Function<String, Boolean> open;
  private final BooleanSupplier stopping;

  /**
   * @param route the route of a path, for the metrics
   * @param open whether a path needs no key
   * @param stopping whether the server is
   */
  public Gate(
      Guard guard,
      Metrics metrics,
      Function<String, String> route,
      Function<String, Boolean> open,
      BooleanSupplier stopping) {
    this.guard = guard;
    this.metrics = metrics;
    this.route = route;
    this.open = open;
    this.stopping = stopping;
  }

  /** A filter of Helidon's. */
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long begin = System.nanoTime();
    Connection connection = Connections.current();
    connection.setAnswering(true);
    if (!request.content().hasEntity()) {
      connection.received();
    }
    response.header(CONTENT_TYPE_OPTIONS, "nosniff");
    response.header(SECURITY_POLICY, POLICY);
    response.header(REFERRER_POLICY, "no-referrer");
    response.header(RESOURCE_POLICY, "same-origin");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    try {
      pass(chain, request, response);
    } catch (ApiException e) {
      new Exchange(request, response).fail(e);
    } finally {
      connection.received();
      connection.setAnswering(false);
      metrics.answered(
          route.apply(request.path().path()), response.status().code(), System.nanoTime() - begin);
    }
  }

  private void pass(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    ServerRequestHeaders headers = request.headers();
    List<String> hosts = headers.values(HeaderNames.HOST);
    guard.requireHost(hosts);
    Optional<String> origin = headers.first(HeaderNames.ORIGIN);
    if (origin.isPresent()) {
      guard.requireOrigin(origin.get(), hosts.getFirst());
      if (guard.isAllowed(origin.get())) {
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin.get());
        response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, Exchange.IGNORED.defaultCase());
        response.header(HeaderNames.VARY, "Origin");
        if (isPreflight(request)) {
          answerPreflight(headers, response);
          return;
        }
      }
    }
    if (!open.apply(request.path().path())) {
      guard.requireKey(headers.first(HeaderNames.AUTHORIZATION));
    }
    if (stopping.getAsBoolean()) {
      throw Generations.stopping();
    }
    chain.proceed();
  }

  private static boolean isPreflight(RoutingRequest request) {
    return request.prologue().method().text().equals("OPTIONS")
        && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /** Says to a browser that a page of an allowed origin may send the headers it wants to. */
  private static void answerPreflight(ServerRequestHeaders headers, RoutingResponse response) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
    headers
        .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
        .ifPresent(asked -> response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, asked));
    if (headers.contains(ASKED_PRIVATE)) {
      response.header(ALLOW_PRIVATE, "true");
    }
    response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    response.status(Status.NO_CONTENT_204);
    response.send();
  }
}
