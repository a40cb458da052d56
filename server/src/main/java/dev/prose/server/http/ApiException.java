package dev.prose.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request, in the form of OpenAI's errors. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;

  private ApiException(
      int status, String type, @Nullable String param, @Nullable String code, String message) {
    super(message, null, false, false);
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
