package dev.prose.server.page;

import dev.prose.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The page's files: those of a fixed list, read once. */
public final class PageFiles {
  private static final String FOLDER = "/page/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final List<String> OWN =
      List.of(
          "align.js",
          "api.js",
          "app.js",
          "bars.js",
          "branches.js",
          "bytes.js",
          "chart.js",
          "dom.js",
          "format.js",
          "heat.js",
          "models.js",
          "next.js",
          "reasons.js",
          "sampling.js",
          "score-tables.js",
          "score.js",
          "style.css",
          "table.js",
          "theme.js",
          "tints.js",
          "tokens.js",
          "train-form.js",
          "train.js",
          "write.js");

  private static final List<String> OF_UPLOT = List.of("uPlot.esm.js", "uPlot.min.css");

  private PageFiles() {}

  /** The routes of all files. */
  public static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(route("/", "index.html", "index.html"));
    for (String name : OWN) {
      routes.add(route(FOLDER + name, name, name));
    }
    for (String name : OF_UPLOT) {
      routes.add(route(FOLDER + name, UPLOT + name, name));
    }
    return routes;
  }

  private static Route route(String path, String resource, String name) {
    byte[] content = read(resource);
    String type = contentType(name);
    return Route.get(path, exchange -> exchange.reply(type, content));
  }

  /** Whether a path is one of the page's, which needs no key. */
  public static boolean isPage(String path) {
    return path.equals("/") || path.startsWith(FOLDER);
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      default -> throw new IllegalArgumentException("no content type is known for " + name);
    };
  }

  private static byte[] read(String resource) {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
