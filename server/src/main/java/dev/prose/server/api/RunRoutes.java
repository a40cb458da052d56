package dev.prose.server.api;

import dev.prose.server.http.EventStream;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Fields;
import dev.prose.server.http.Json;
import dev.prose.server.training.Run;
import dev.prose.server.training.Runs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Training runs: started, watched, stopped. */
public final class RunRoutes {
  private final Runs runs;

  public RunRoutes(Runs runs) {
    this.runs = runs;
  }

  /** {@code GET /api/families}: what can be trained, with the options of each. */
  public void families(Exchange exchange) {
    exchange.reply(Json.object("families", runs.families()));
  }

  /** {@code GET /api/runs}. */
  public void runs(Exchange exchange) {
    exchange.reply(Json.object("runs", runs.all().stream().map(Run::described).toList()));
  }

  /** {@code GET /api/runs/{id}}. */
  public void run(Exchange exchange) {
    exchange.reply(runs.require(exchange.path("id")).described());
  }

  /** {@code POST /api/runs}: starts one. */
  public void start(Exchange exchange) {
    Fields fields = exchange.fields();
    Run run = runs.start(fields);
    exchange.tellIgnored(fields.ignored());
    exchange.reply(201, run.described());
  }

  /** {@code POST /api/runs/{id}/stop}: has it end soon; its model is kept. */
  public void stop(Exchange exchange) {
    Run run = runs.require(exchange.path("id"));
    exchange.tellIgnored(exchange.fields().ignored());
    run.stop();
    exchange.reply(run.described());
  }

  /** {@code GET /api/runs/{id}/events}: all that happened in it, and what happens. */
  public void events(Exchange exchange) {
    Run run = runs.require(exchange.path("id"));
    EventStream events = exchange.events();
    events.writeFrom(() -> {
      int seen = 0;
      while (!run.isOver(seen) && !events.isLeft()) {
        List<Map<String, @Nullable Object>> more = run.events(seen);
        more.forEach(events::send);
        seen += more.size();
      }
    });
  }
}
