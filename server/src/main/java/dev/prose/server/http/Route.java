package dev.prose.server.http;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is done at an address.
 *
 * @param method GET or POST
 * @param path with parameters in braces, such as {@code /v1/models/{id}}
 * @param paths which paths of requests that is
 * @param handler what answers
 */
public record Route(String method, String path, Pattern paths, Consumer<Exchange> handler) {
  private static final Pattern PARAMETER = Pattern.compile("\\{[a-z]+}");

  public static Route get(String path, Consumer<Exchange> handler) {
    return new Route("GET", path, paths(path), handler);
  }

  public static Route post(String path, Consumer<Exchange> handler) {
    return new Route("POST", path, paths(path), handler);
  }

  private static Pattern paths(String path) {
    StringBuilder expression = new StringBuilder();
    for (String literal : PARAMETER.split(path, -1)) {
      expression.append(expression.isEmpty() ? "" : "[^/]+").append(Pattern.quote(literal));
    }
    return Pattern.compile(expression.toString());
  }

  /** Whether a request's path is this one. */
  public boolean isAt(String requested) {
    return paths.matcher(requested).matches();
  }
}
