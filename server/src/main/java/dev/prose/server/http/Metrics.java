package dev.prose.server.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * What a server counts, as Prometheus reads it (text format 0.0.4). Safe for use by several
 * threads.
 */
public final class Metrics {
  /** Of the text. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>(); // by labels
  private final Map<String, LongAdder> nanoseconds = new ConcurrentSkipListMap<>(); // by route
  private final Map<String, LongAdder> answered = new ConcurrentSkipListMap<>(); // by route
  private final Map<String, Asked> asked = new LinkedHashMap<>();

  /** A number that is asked for when it is wanted. */
  private record Asked(String type, String help, DoubleSupplier value) {}

  /** Adds a number that goes up and down. Before the server starts. */
  public void gauge(String name, String help, DoubleSupplier value) {
    asked.put(name, new Asked("gauge", help, value));
  }

  /** Adds a number that only goes up. Before the server starts. */
  public void counter(String name, String help, DoubleSupplier value) {
    asked.put(name, new Asked("counter", help, value));
  }

  /**
   * A request was answered.
   *
   * @param route its path with the names of parameters, so that there are few
   */
  void answered(String route, int status, long nanos) {
    String byRoute = "route=\"" + route + "\"";
    adder(requests, byRoute + ",status=\"" + status + "\"").increment();
    adder(answered, byRoute).increment();
    adder(nanoseconds, byRoute).add(nanos);
  }

  private static LongAdder adder(Map<String, LongAdder> adders, String key) {
    return adders.computeIfAbsent(key, _ -> new LongAdder());
  }

  /** All of it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    head(text, "prose_http_requests_total", "counter", "Requests answered.");
    requests.forEach((labels, count) ->
        line(text, "prose_http_requests_total{" + labels + "}", (double) count.sum()));
    head(text, "prose_http_request_seconds", "summary", "Time from a request to its answer.");
    nanoseconds.forEach((labels, sum) ->
        line(text, "prose_http_request_seconds_sum{" + labels + "}", sum.sum() / 1e9));
    answered.forEach((labels, count) ->
        line(text, "prose_http_request_seconds_count{" + labels + "}", (double) count.sum()));
    asked.forEach((name, number) -> {
      head(text, name, number.type(), number.help());
      line(text, name, number.value().getAsDouble());
    });
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, double value) {
    String number =
        value == Math.rint(value) && Math.abs(value) < 1L << 53
            ? Long.toString((long) value)
            : String.format(Locale.ROOT, "%.6f", value);
    text.append(name).append(' ').append(number).append('\n');
  }
}
