package dev.prose.server.http;

import dev.prose.text.InvalidDataException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request, in the form of OpenAI's errors. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final System.Logger LOG = System.getLogger(ApiException.class.getName());

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;
  private final @Nullable String allowed;

  private ApiException(
      int status, String type, @Nullable String param, @Nullable String code, String message) {
    this(status, type, param, code, null, message);
  }

  private ApiException(
      int status,
      String type,
      @Nullable String param,
      @Nullable String code,
      @Nullable String allowed,
      String message) {
    super(message, null, false, false);
    this.allowed = allowed;
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  /** Something in the request is not what it should be. */
  public static ApiException invalid(String param, String message) {
    return new ApiException(400, "invalid_request_error", param, null, message);
  }

  /** The request cannot be read at all. */
  public static ApiException malformed(String message) {
    return new ApiException(400, "invalid_request_error", null, null, message);
  }

  /** There is no such model. */
  public static ApiException noSuchModel(String name, String known) {
    return new ApiException(
        404,
        "invalid_request_error",
        "model",
        "model_not_found",
        "there is no model \"" + name + "\" here; there is " + known);
  }

  /**
   * The address knows other methods.
   *
   * @param allowed which
   */
  public static ApiException methodNotAllowed(String allowed) {
    return new ApiException(
        405,
        "invalid_request_error",
        null,
        "method_not_allowed",
        allowed,
        "this address takes " + allowed);
  }

  /** The methods that are taken, if another was tried. */
  Optional<String> allowed() {
    return Optional.ofNullable(allowed);
  }

  /** What a failure is to whoever asked. */
  public static ApiException of(Throwable failure) {
    return switch (failure) {
      case ApiException said -> said;
      case InvalidDataException wrong -> malformed(String.valueOf(wrong.getMessage()));
      case OutOfMemoryError _ ->
          of(500, "out_of_memory", "the server has not enough memory for this");
      default -> {
        LOG.log(System.Logger.Level.ERROR, "a request failed", failure);
        yield of(500, "internal_error", "the request failed: " + failure);
      }
    };
  }

  /** Nobody waits for the answer any more; said to nobody, but to clients that closed one side. */
  public static ApiException clientLeft() {
    return of(499, "client_closed_request", "the client has closed its side of the connection");
  }

  /** Any other status. */
  public static ApiException of(int status, String code, String message) {
    String type =
        status == 401
            ? "authentication_error"
            : status >= 500 ? "server_error" : "invalid_request_error";
    return new ApiException(status, type, null, code, message);
  }

  public int status() {
    return status;
  }

  /** The reply's body. */
  public Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", getMessage());
    error.put("type", type);
    error.put("param", param);
    error.put("code", code);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("error", error);
    return body;
  }
}
