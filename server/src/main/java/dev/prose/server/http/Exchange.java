package dev.prose.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request and its reply, as routes see them. */
public final class Exchange {
  private static final int MOST_BYTES = 1 << 20;
  private static final HeaderName IGNORED = HeaderNames.create("Prose-Ignored");

  private final ServerRequest request;
  private final ServerResponse response;

  public Exchange(ServerRequest request, ServerResponse response) {
    this.request = request;
    this.response = response;
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
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw tooLarge();
      }
      return Fields.read(body);
    } catch (IOException e) {
      throw ApiException.malformed("the body could not be read");
    }
  }

  private static ApiException tooLarge() {
    return ApiException.of(
        413, "request_too_large", "the body has more than %,d bytes".formatted(MOST_BYTES));
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
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(Json.write(object));
  }

  /** Begins an answer that is a stream of events. */
  public EventStream events() {
    return new EventStream(response);
  }
}
