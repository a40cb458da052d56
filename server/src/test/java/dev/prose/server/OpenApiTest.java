package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.prose.server.http.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** The OpenAPI document describes the routes that there are, and what they answer. */
class OpenApiTest {
  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private static RunningServer running;
  private static Client client;
  private static Map<String, Object> document;

  @BeforeAll
  static void start() throws IOException {
    running = new RunningServer();
    client = running.client();
    document = client.get("/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> described = new TreeSet<>();
    ((Map<?, ?>) at("paths"))
        .forEach((path, operations) ->
            ((Map<?, ?>) operations)
                .keySet()
                .forEach(method -> described.add(method + " " + path)));
    Set<String> routes =
        running.server().routes().stream()
            .filter(route -> !route.path().startsWith("/page/"))
            .map(OpenApiTest::named)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(described).isEqualTo(routes);
  }

  private static String named(Route route) {
    return route.method().toLowerCase(Locale.ROOT) + " " + route.path();
  }

  /** A value of the document by its path. */
  private static Object at(String... path) {
    Object value = document;
    for (String step : path) {
      value = Objects.requireNonNull(((Map<?, ?>) value).get(step), step);
    }
    return value;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Health | GET | /health |",
        "Models | GET | /v1/models |",
        "Model | GET | /v1/models/bigram |",
        "Error | GET | /v1/models/none |",
        "Completion | POST | /v1/completions | {\"model\":\"bigram\",\"prompt\":\"to\",\"logprobs\":2,\"echo\":true}",
        "Completion | POST | /v1/completions | {\"model\":\"bigram\",\"prompt\":[\"to\",\"be\"],\"n\":2}",
        "Error | POST | /v1/completions | {\"model\":\"bigram\",\"suffix\":\"x\"}",
        "ChatCompletion | POST | /v1/chat/completions | {\"model\":\"bigram\",\"messages\":[{\"role\":\"user\",\"content\":\"to\"}],\"logprobs\":true,\"top_logprobs\":2}",
        "TokenizeReply | POST | /tokenize | {\"model\":\"bigram\",\"prompt\":\"to\"}",
        "DetokenizeReply | POST | /detokenize | {\"model\":\"bigram\",\"tokens\":[1,2]}",
        "TokenizerInfo | GET | /tokenizer_info |",
        "DescribedModels | GET | /api/models |",
        "Bigrams | GET | /api/bigrams?model=bigram |",
        "NextReply | POST | /api/next | {\"model\":\"bigram\",\"prompt\":\"to\"}",
        "NextReply | POST | /api/next | {\"model\":\"ngram\",\"prompt\":\"to\"}",
        "NextReply | POST | /api/next | {\"model\":\"mixture\",\"prompt\":\"to\"}",
        "ScoreReply | POST | /api/score | {\"model\":\"mixture\",\"text\":\"to 世 be\"}",
        "ScoreReply | POST | /api/score | {\"model\":\"mixture\",\"text\":\"\"}",
        "Corpora | GET | /api/corpora |",
        "Families | GET | /api/families |",
        "Runs | GET | /api/runs |",
      })
  void repliesAreAsDescribed(String schema, String method, String path, String body) {
    Client.Reply reply = method.equals("GET") ? client.get(path) : client.post(path, body);
    assertThat(errors(schema, reply.json())).isEmpty();
    if (method.equals("POST") && reply.status() == 200) {
      Object schemaOfBody =
          at("paths", path, "post", "requestBody", "content", "application/json", "schema", "$ref");
      String request = String.valueOf(schemaOfBody).replaceFirst(".*/", "");
      assertThat(errors(request, JSON.std.mapFrom(body))).isEmpty();
    }
  }

  @Test
  void eventsAreAsDescribed() throws IOException {
    String stream = ",\"stream\":true,\"logprobs\":1,\"stream_options\":{\"include_usage\":true}}";
    check(
        "Completion",
        client.events("/v1/completions", "{\"model\":\"bigram\",\"prompt\":\"to\"" + stream));
    check(
        "ChatChunk",
        client.events(
            "/v1/chat/completions",
            "{\"model\":\"bigram\",\"messages\":[{\"role\":\"user\",\"content\":\"to\"}]"
                + stream.replace("1", "true")));
    check("WriteEvent", client.events("/api/write", "{\"model\":\"mixture\",\"max_tokens\":5}"));
    Client.Reply run =
        client.post(
            "/api/runs",
            "{\"model\":\"bigram\",\"max_iters\":50,\"text\":"
                + JSON.std.asString(RunningServer.TEXT)
                + "}");
    assertThat(errors("Run", run.json())).isEmpty();
    check("RunEvent", client.getEvents("/api/runs/" + run.at("id") + "/events"));
    assertThat(errors("Run", client.get("/api/runs/" + run.at("id")).json())).isEmpty();
    assertThat(errors("Run", client.post("/api/runs/" + run.at("id") + "/stop", "{}").json()))
        .isEmpty();
    Client.Reply failing = client.post("/api/runs", "{\"model\":\"bigram\",\"text\":\"ab\"}");
    check("RunEvent", client.getEvents("/api/runs/" + failing.at("id") + "/events"));
  }

  private static void check(String schema, List<String> events) {
    assertThat(events).isNotEmpty();
    for (String event : events) {
      if (!event.equals("[DONE]")) {
        assertThat(errors(schema, Client.Reply.of(event).json())).as(event).isEmpty();
      }
    }
  }

  /** What is wrong with a value, by a schema of the document. */
  private static List<String> errors(String schema, Map<String, Object> value) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$ref", "#/components/schemas/" + schema);
    root.put("components", at("components"));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.std.asString(root), InputFormat.JSON);
    List<String> errors = new ArrayList<>();
    for (Error error : compiled.validate(WITH_NULLS.asString(value), InputFormat.JSON)) {
      errors.add(error.toString());
    }
    return errors;
  }
}
