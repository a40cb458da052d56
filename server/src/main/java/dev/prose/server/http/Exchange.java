package dev.prose.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A request and its reply, as routes see them. */
public final class Exchange {
  private static final int MOST_BYTES = 1 << 20;
  static final HeaderName IGNORED = HeaderNames.create("Prose-Ignored");

  private final ServerRequest request;
  private final ServerResponse response;
  private boolean begun; // the answer
  private boolean endIsUnknown; // of the request: what follows could be taken for another one

  public Exchange(ServerRequest request, ServerResponse response) {
    this.request = request;
    this.response = response;
  }

  /** A parameter of the address, empty if it is absent. */
  public String query(String name) {
    return request.query().first(name).orElse("");
  }

  /** The part of the path that a route names. */
  public String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /**
   * Reads the request's body.
   *
   * @throws ApiException if it is not a JSON object, or too large
   */
  public Fields fields() {
    Optional<HttpMediaType> type = request.headers().contentType();
    if (type.isEmpty()
        || !type.get().text().split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw ApiException.of(
          415, "unsupported_media_type", "the Content-Type must be application/json");
    }
    if (request.headers().contentLength().orElse(0) > MOST_BYTES) {
      throw tooLarge();
    }
    byte[] body = body();
    if (body.length > MOST_BYTES) {
      throw tooLarge();
    }
    Connections.current().received();
    return Fields.read(body);
  }

  // Helidon's exceptions for chunks that are none are of several kinds.
  @SuppressWarnings("CatchingUnchecked")
  private byte[] body() {
    try (InputStream in = request.content().inputStream()) {
      return in.readNBytes(MOST_BYTES + 1);
    } catch (IOException | RuntimeException e) {
      endIsUnknown = true;
      throw ApiException.malformed("the body could not be read");
    }
  }

  private static ApiException tooLarge() {
    return ApiException.of(
        413, "request_too_large", "the body has more than %,d bytes".formatted(MOST_BYTES));
  }

  /** Whether an answer was begun, so that no other can be given. */
  public boolean isBegun() {
    return begun;
  }

  /** Names fields that had no effect, in a header. */
  public void tellIgnored(List<String> names) {
    if (!names.isEmpty()) {
      response.header(IGNORED, String.join(", ", names.stream().map(Exchange::visible).toList()));
    }
  }

  private static String visible(String name) {
    String ascii = name.replaceAll("[^\\x21-\\x7E]", "?");
    return ascii.length() <= 64 ? ascii : ascii.substring(0, 61) + "...";
  }

  /** Answers with an object. */
  public void reply(Map<String, @Nullable Object> object) {
    reply(200, object);
  }

  /** Answers with a status and an object. */
  public void reply(int status, Map<String, @Nullable Object> object) {
    response.status(Status.create(status));
    reply("application/json", Json.write(object));
  }

  /** Answers that something is wrong. */
  public void fail(ApiException e) {
    if (e.status() == 503) {
      response.header(HeaderNames.RETRY_AFTER, "1");
    }
    if (e.status() == 401) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    e.allowed().ifPresent(methods -> response.header(HeaderNames.ALLOW, methods));
    reply(e.status(), e.body());
    if (endIsUnknown) {
      throw new CloseConnectionException("the request's end is not known");
    }
  }

  /** The path of the request. */
  public String path() {
    return request.path().path();
  }

  /** Answers with a text that is no JSON. */
  public void reply(String contentType, byte[] content) {
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    begun = true;
    response.send(content);
  }

  /** Begins an answer that is a stream of events. */
  public EventStream events() {
    return new EventStream(response, left());
  }

  /** Whether the client has left; known from now on. */
  public BooleanSupplier left() {
    Connection connection = Connections.current();
    connection.watch();
    return connection::isLeft;
  }
}
