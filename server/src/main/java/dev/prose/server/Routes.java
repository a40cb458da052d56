package dev.prose.server;

import dev.prose.corpora.Corpora;
import dev.prose.server.api.CorpusRoutes;
import dev.prose.server.api.ModelRoutes;
import dev.prose.server.api.NextRoute;
import dev.prose.server.api.RunRoutes;
import dev.prose.server.api.ScoreRoute;
import dev.prose.server.api.WriteRoute;
import dev.prose.server.generation.TokenCounts;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Exchange;
import dev.prose.server.http.Generations;
import dev.prose.server.http.Json;
import dev.prose.server.http.Metrics;
import dev.prose.server.http.Route;
import dev.prose.server.models.ServedModels;
import dev.prose.server.openai.CompletionRoutes;
import dev.prose.server.openai.TokenizerRoutes;
import dev.prose.server.page.PageFiles;
import dev.prose.server.training.Runs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a server answers. */
final class Routes {
  private static final String HEALTH = "/health";
  private static final String OTHER = "other"; // all paths that are no route

  private final List<Route> all;

  Routes(
      ServedModels models, Corpora corpora, Generations generations, Runs runs, Metrics metrics) {
    TokenCounts counts = new TokenCounts();
    metrics.counter("prose_prompt_tokens_total", "Tokens of prompts that were read.", counts::read);
    metrics.counter("prose_written_tokens_total", "Tokens that were drawn.", counts::written);
    List<Route> routes = new ArrayList<>(PageFiles.routes());
    routes.addAll(about(models, metrics));
    routes.addAll(ofOpenAi(models, generations, counts));
    routes.addAll(ofThePage(models, corpora, generations, counts));
    routes.addAll(ofRuns(runs));
    all = List.copyOf(routes);
  }

  List<Route> all() {
    return all;
  }

  /** Whether a path needs no key. */
  static boolean isOpen(String path) {
    return path.equals(HEALTH) || PageFiles.isPage(path);
  }

  /** The route of a path, with the names of its parameters. */
  String named(String path) {
    return all.stream().filter(each -> each.isAt(path)).findFirst().map(Route::path).orElse(OTHER);
  }

  /** What is wrong with a request that no route answers. */
  ApiException nothingAt(String path) {
    List<String> methods =
        all.stream().filter(route -> route.isAt(path)).map(Route::method).distinct().toList();
    return methods.isEmpty()
        ? ApiException.of(404, "not_found", "there is nothing at this address")
        : ApiException.methodNotAllowed(String.join(", ", methods));
  }

  private static List<Route> about(ServedModels models, Metrics metrics) {
    byte[] document = document();
    return List.of(
        Route.get(HEALTH, exchange -> exchange.reply(health(models))),
        Route.get("/metrics", exchange -> reply(exchange, metrics)),
        Route.get("/openapi.json", exchange -> exchange.reply("application/json", document)));
  }

  private static void reply(Exchange exchange, Metrics metrics) {
    exchange.reply(Metrics.CONTENT_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, @Nullable Object> health(ServedModels models) {
    Map<String, @Nullable Object> health = Json.object("status", "ok");
    health.put("models", models.all().size());
    return health;
  }

  /** The description of all routes. */
  private static byte[] document() {
    try (InputStream in = Routes.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file openapi.json");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Route> ofOpenAi(
      ServedModels models, Generations generations, TokenCounts counts) {
    CompletionRoutes completions =
        new CompletionRoutes(models, generations, counts, Clock.systemUTC());
    TokenizerRoutes tokenizers = new TokenizerRoutes(models, generations);
    return List.of(
        Route.get("/v1/models", completions::models),
        Route.get("/v1/models/{id}", completions::model),
        Route.post("/v1/completions", completions::completions),
        Route.post("/v1/chat/completions", completions::chat),
        Route.post("/tokenize", tokenizers::tokenize),
        Route.post("/detokenize", tokenizers::detokenize),
        Route.get("/tokenizer_info", tokenizers::info));
  }

  private static List<Route> ofThePage(
      ServedModels models, Corpora corpora, Generations generations, TokenCounts counts) {
    ModelRoutes served = new ModelRoutes(models, generations);
    return List.of(
        Route.get("/api/models", served::models),
        Route.get("/api/bigrams", served::bigrams),
        Route.post("/api/write", new WriteRoute(models, generations, counts)::write),
        Route.post("/api/next", new NextRoute(models, generations)::next),
        Route.post("/api/score", new ScoreRoute(models, generations)::score),
        Route.get("/api/corpora", new CorpusRoutes(corpora)::corpora));
  }

  private static List<Route> ofRuns(Runs runs) {
    RunRoutes training = new RunRoutes(runs);
    return List.of(
        Route.get("/api/families", training::families),
        Route.get("/api/runs", training::runs),
        Route.post("/api/runs", training::start),
        Route.get("/api/runs/{id}", training::run),
        Route.get("/api/runs/{id}/events", training::events),
        Route.post("/api/runs/{id}/stop", training::stop));
  }
}
