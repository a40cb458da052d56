package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.eval.ScoredToken;
import dev.prose.server.Client.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** The project's own routes. */
class ApiTest {
  private static RunningServer running;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    running = new RunningServer();
    client = running.client();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static double number(Reply reply, Object... path) {
    return ((Number) Objects.requireNonNull(reply.at(path))).doubleValue();
  }

  @Test
  void describesItsModels() {
    Map<Object, Map<?, ?>> models = new HashMap<>(); // by name; other tests train some
    for (Object each : client.get("/api/models").list("models")) {
      Map<?, ?> model = (Map<?, ?>) Objects.requireNonNull(each);
      models.put(model.get("name"), model);
    }
    assertThat(models.get("bigram"))
        .extracting("type", "learned_from")
        .containsExactly("bigram", "test");
    assertThat(models.get("mixture")).extracting("type").isEqualTo("mixture");
    assertThat(models.get("ngram"))
        .extracting("description")
        .asString()
        .contains("up to 4 characters");
    assertThat(models.get("ngram")).extracting("loss").isInstanceOf(Double.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bigram", "ngram", "mixture"})
  void theNextTokensAreTheModels(String model) {
    Reply reply =
        client.post("/api/next", "{\"model\":\"" + model + "\",\"prompt\":\"to b\",\"limit\":5}");
    double listed = 0;
    for (int i = 0; i < 5; i++) {
      double probability = number(reply, "next", i, "probability");
      assertThat(probability)
          .isCloseTo(running.model(model).next("to b").get(i).probability(), within(1e-6));
      assertThat(number(reply, "next", i, "sampled")).isCloseTo(probability, within(1e-6));
      listed += probability;
    }
    assertThat(reply.at("next", 0, "text")).isEqualTo("e");
    assertThat(listed + number(reply, "rest", "probability")).isCloseTo(1, within(1e-6));
    assertThat(number(reply, "entropy")).isBetween(0.0, 5.0);
  }

  @Test
  void showsWhatSamplingSees() {
    Reply reply =
        client.post(
            "/api/next", "{\"model\":\"bigram\",\"prompt\":\"t\",\"temperature\":0.5,\"top_k\":2}");
    double first = number(reply, "next", 0, "probability");
    double second = number(reply, "next", 1, "probability");
    double squares = first * first + second * second;
    assertThat(number(reply, "next", 0, "sampled"))
        .isCloseTo(first * first / squares, within(1e-5));
    assertThat(number(reply, "next", 2, "sampled")).isZero();
  }

  @Test
  void saysWhereAnAnswerComesFrom() {
    Reply nGrams = client.post("/api/next", "{\"model\":\"ngram\",\"prompt\":\"to b\"}");
    assertThat(nGrams.at("next", 0, "ngram")).isEqualTo("o␣be");
    assertThat(nGrams.at("next", 0, "order")).isEqualTo(4);
    assertThat(nGrams.list("orders")).hasSize(4);
    assertThat(number(nGrams, "orders", 3, "probability"))
        .isCloseTo(number(nGrams, "next", 0, "probability"), within(1e-9));
    assertThat(nGrams.at("votes")).isNull();
    Reply mixture = client.post("/api/next", "{\"model\":\"mixture\",\"prompt\":\"to b\"}");
    assertThat(mixture.list("votes")).isNotEmpty();
    assertThat(mixture.at("orders")).isNull();
  }

  @Test
  void scoresAsTheLibraryDoes() throws IOException {
    String text = "to be 世 or";
    Reply reply =
        client.post("/api/score", JSON.std.asString(Map.of("model", "mixture", "text", text)));
    List<ScoredToken> scored =
        running.model("mixture").withOnUnknown(dev.prose.token.OnUnknown.SKIP).surprisals(text);
    assertThat(reply.list("tokens")).hasSameSizeAs(scored);
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < scored.size(); i++) {
      read.append(reply.text("tokens", i, "text"));
      if (scored.get(i).predicted()) {
        assertThat(number(reply, "tokens", i, "bits")).isEqualTo(scored.get(i).bits());
        assertThat(reply.at("tokens", i, "rank")).isEqualTo(scored.get(i).rank());
      }
    }
    assertThat(read).hasToString(text);
    assertThat(reply.at("tokens", 6, "id")).isNull(); // 世, which the model does not know
    assertThat(reply.at("predicted")).isEqualTo(8);
  }

  @Test
  void aTableHasProbabilitiesAndCounts() {
    Reply table = client.get("/api/bigrams?model=bigram");
    int size = running.model("bigram").tokenizer().vocabularySize();
    assertThat(table.list("tokens")).hasSize(size);
    int t = running.model("bigram").tokenizer().encode("t")[0];
    int o = running.model("bigram").tokenizer().encode("o")[0];
    long pairs =
        RunningServer.TEXT.substring(0, RunningServer.TEXT.length() * 9 / 10).split("to", -1).length
            - 1L;
    assertThat(((Number) Objects.requireNonNull(table.at("counts", t, o))).longValue())
        .isBetween(pairs - 2, pairs + 2);
    double sum = 0;
    for (Object each : table.list("probabilities", t)) {
      sum += ((Number) Objects.requireNonNull(each)).doubleValue();
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    assertThat(client.get("/api/bigrams?model=none").status()).isEqualTo(404);
  }

  @Test
  void aTextGrowsAndGoesOnFromAnyOfItsTokens() throws IOException {
    String asked = "\"model\":\"bigram\",\"prompt\":\"to \",\"seed\":7,\"max_tokens\":30";
    List<Reply> tokens = written("{" + asked + "}");
    StringBuilder text = new StringBuilder();
    List<Object> ids = new ArrayList<>();
    for (Reply token : tokens) {
      text.append(token.text("tokens", 0, "text"));
      ids.add(Objects.requireNonNull(token.at("tokens", 0, "id")));
      assertThat(token.list("tokens", 0, "alternatives")).hasSize(12);
    }
    Reply completion =
        client.post(
            "/v1/completions",
            "{\"model\":\"bigram\",\"prompt\":\"to \",\"seed\":7,\"max_tokens\":30}");
    assertThat(text).hasToString(completion.text("choices", 0, "text"));
    String behind = "{" + asked + ",\"tokens\":" + JSON.std.asString(ids.subList(0, 5)) + "}";
    // What else could have come in the first place is what could have come there before.
    assertThat(written(behind).getFirst().at("tokens", 0, "alternatives"))
        .isEqualTo(tokens.get(5).at("tokens", 0, "alternatives"));
    assertThat(written(behind)).hasSize(30);
  }

  private static List<Reply> written(String body) {
    List<String> events = client.events("/api/write", body);
    assertThat(Reply.of(events.getLast()).at("end")).isEqualTo("length");
    return events.subList(0, events.size() - 1).stream().map(Reply::of).toList();
  }

  @Test
  void listsCorporaAndFamilies() {
    assertThat(client.get("/api/corpora").at("corpora", 0, "name")).isEqualTo("plays");
    assertThat(client.get("/api/corpora").at("corpora", 0, "available")).isEqualTo(true);
    assertThat(client.get("/api/families").at("families", 0, "options", "max_iters", "default"))
        .isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bigram | \"max_iters\":40",
        "ngram | \"order\":3",
        "mixture | \"seed\":3",
        "gru | \"max_iters\":10,\"width\":16,\"batch_size\":2,\"block_size\":8",
        "gpt | \"max_iters\":10,\"width\":16,\"layers\":1,\"batch_size\":2,\"block_size\":8",
        "mlp | \"tokens\":\"byte\",\"max_iters\":10,\"width\":16,\"batch_size\":2",
      })
  void trainsAModelThatIsServedThen(String family, String options) throws IOException {
    Reply run =
        client.post(
            "/api/runs",
            "{\"model\":\""
                + family
                + "\",\"text\":"
                + JSON.std.asString(RunningServer.TEXT)
                + ","
                + options
                + "}");
    assertThat(run.status()).as(run.toString()).isEqualTo(201);
    List<Reply> events =
        client.getEvents("/api/runs/" + run.at("id") + "/events").stream().map(Reply::of).toList();
    assertThat(events.getFirst().at("type")).isEqualTo("started");
    Reply last = events.getLast();
    assertThat(last.at("type")).as(last.toString()).isEqualTo("done");
    assertThat(number(last, "loss")).isPositive();
    String name = last.text("model");
    assertThat(client.get("/v1/models/" + name).status()).isEqualTo(200);
    assertThat(
            client
                .post("/v1/completions", "{\"model\":\"" + name + "\",\"prompt\":\"to\"}")
                .status())
        .isEqualTo(200);
    boolean bySteps = events.stream().anyMatch(event -> "evaluation".equals(event.at("type")));
    assertThat(bySteps).isEqualTo(!family.equals("ngram") && !family.equals("mixture"));
  }

  @Test
  void aRunIsStoppedAndItsModelKept() throws InterruptedException {
    Reply run =
        client.post(
            "/api/runs",
            "{\"name\":\"long\",\"model\":\"bigram\",\"corpus\":\"plays\",\"max_iters\":100000}");
    Reply second = client.post("/api/runs", "{\"model\":\"bigram\",\"corpus\":\"plays\"}");
    assertThat(second.status()).isEqualTo(409);
    while (!Integer.valueOf(1).equals(client.get("/api/runs").list("runs").size())
        && Objects.equals(client.get("/api/runs/" + run.at("id")).at("iteration"), 0)) {
      Thread.sleep(20);
    }
    client.post("/api/runs/" + run.at("id") + "/stop", "{}");
    List<String> events = client.getEvents("/api/runs/" + run.at("id") + "/events");
    assertThat(Reply.of(events.getLast()).at("state")).isEqualTo("stopped");
    assertThat(client.get("/v1/models/long").status()).isEqualTo(200);
    assertThat(
            client
                .post("/api/runs", "{\"name\":\"long\",\"model\":\"ngram\",\"corpus\":\"plays\"}")
                .error())
        .contains("another model's");
  }

  @Test
  void saysWhyARunFailed() {
    Reply run = client.post("/api/runs", "{\"model\":\"bigram\",\"text\":\"ab\"}");
    List<String> events = client.getEvents("/api/runs/" + run.at("id") + "/events");
    assertThat(Reply.of(events.getLast()).at("type")).isEqualTo("failed");
    assertThat(Reply.of(events.getLast()).text("message")).contains("block");
    assertThat(client.get("/api/runs/" + run.at("id")).text("message")).contains("block");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/next | {} | model",
        "/api/next | {\"model\":\"bigram\",\"about\":-1} | about",
        "/api/next | {\"model\":\"bigram\",\"limit\":0} | limit",
        "/api/score | {\"model\":\"bigram\"} | text",
        "/api/write | {\"model\":\"bigram\",\"prompt\":\"世\"} | prompt",
        "/api/write | {\"model\":\"bigram\",\"tokens\":[99999]} | tokens",
        "/api/write | {\"model\":\"bigram\",\"alternatives\":1000} | alternatives",
        "/api/runs | {\"model\":\"elmo\",\"corpus\":\"plays\"} | model",
        "/api/runs | {\"model\":\"bigram\"} | corpus",
        "/api/runs | {\"model\":\"bigram\",\"corpus\":\"../../etc/passwd\"} | corpus",
        "/api/runs | {\"model\":\"bigram\",\"text\":\" \"} | text",
        "/api/runs | {\"model\":\"bigram\",\"corpus\":\"plays\",\"name\":\"../x\"} | name",
        "/api/runs | {\"model\":\"mixture\",\"corpus\":\"plays\",\"tokens\":\"bpe\"} | tokens",
        "/api/runs | {\"model\":\"bigram\",\"corpus\":\"plays\",\"tokens\":\"emoji\"} | tokens",
        "/api/runs | {\"model\":\"gpt\",\"corpus\":\"plays\",\"width\":9} | model",
        "/api/runs | {\"model\":\"gru\",\"corpus\":\"plays\",\"learning_rate\":0} | learning_rate",
        "/api/runs | {\"model\":\"bigram\",\"corpus\":\"plays\",\"vocabulary_size\":300} | vocabulary_size",
      })
  void namesTheFieldThatIsWrong(String path, String body, String param) {
    Reply reply = client.post(path, body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.at("error", "param")).isEqualTo(param);
  }
}
