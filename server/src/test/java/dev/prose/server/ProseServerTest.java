package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.TextModel;
import dev.prose.corpora.Corpora;
import dev.prose.data.TokenizedText;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.eval.ScoredToken;
import dev.prose.server.Client.Reply;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import dev.prose.text.Corpus;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.net.BindException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProseServerTest {
  private static final String TEXT =
      "to be or not to be, that is the question: whether 'tis nobler é 😀\n".repeat(40);

  private static final Corpora NO_CORPORA = new Corpora(List.of());

  private static ProseServer server;
  private static Client client;
  private static TextModel model;

  @BeforeAll
  static void start() throws IOException {
    TokenizedText text = TokenKinds.byDefault().tokenize(Corpus.of("test", TEXT));
    model = TextModel.train(text, text.split(0.9), AdditiveBigramEstimator.DEFAULT);
    ServedModels models = new ServedModels();
    models.put(new ServedModel("bigram", model, Instant.ofEpochSecond(1_700_000_000)));
    server = ProseServer.start(ServerOptions.DEFAULT.withPort(0), models, NO_CORPORA);
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply complete(String fields) {
    return client.post("/v1/completions", "{\"model\":\"bigram\"," + fields + "}");
  }

  @Test
  void listsItsModels() {
    assertThat(client.get("/v1/models").at("data", 0, "id")).isEqualTo("bigram");
    assertThat(client.get("/v1/models/bigram").at("created")).isEqualTo(1_700_000_000);
    Reply none = client.get("/v1/models/gpt-4");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.at("error", "code")).isEqualTo("model_not_found");
    assertThat(none.error()).contains("gpt-4", "bigram");
  }

  @Test
  void completesTheSameTextForASeedWhateverElseIsAsked() {
    String asked = "\"prompt\":\"to \",\"seed\":7,\"max_tokens\":40";
    Reply one = complete(asked);
    assertThat(one.status()).isEqualTo(200);
    String text = one.text("choices", 0, "text");
    assertThat(text.codePointCount(0, text.length())).isEqualTo(40);
    assertThat(one.at("choices", 0, "finish_reason")).isEqualTo("length");
    assertThat(one.at("choices", 0, "logprobs")).isNull();
    assertThat(one.at("usage"))
        .isEqualTo(Map.of("prompt_tokens", 3, "completion_tokens", 40, "total_tokens", 43));
    assertThat(complete(asked + ",\"logprobs\":3").at("choices", 0, "text")).isEqualTo(text);
    assertThat(complete(asked + ",\"echo\":true").at("choices", 0, "text")).isEqualTo("to " + text);
    assertThat(complete(asked + ",\"n\":3").at("choices", 0, "text")).isEqualTo(text);
    assertThat(complete(asked.replace("7", "8")).at("choices", 0, "text")).isNotEqualTo(text);
  }

  @Test
  void sixteenTokensUnlessToldOtherwise() {
    assertThat(complete("\"prompt\":\"to \"").at("usage", "completion_tokens")).isEqualTo(16);
    assertThat(complete("\"prompt\":\"to \",\"max_tokens\":null").at("usage", "completion_tokens"))
        .isEqualTo(16);
    assertThat(
            complete("\"prompt\":\"to \",\"max_completion_tokens\":5")
                .at("usage", "completion_tokens"))
        .isEqualTo(5);
  }

  @Test
  void tellsLogProbabilitiesAsHarnessesAskForThem() {
    String prompt = "to be é😀 or";
    int[] ids = model.tokenizer().encode(prompt);
    StringBuilder list = new StringBuilder();
    for (int id : ids) {
      list.append(list.isEmpty() ? "" : ",").append(id);
    }
    Reply reply =
        complete(
            "\"prompt\":[["
                + list
                + "],["
                + list
                + "]],\"echo\":true,\"logprobs\":1,\"max_tokens\":1,\"temperature\":0,\"seed\":1234");
    for (int choice = 0; choice < 2; choice++) {
      List<?> logProbabilities = reply.list("choices", choice, "logprobs", "token_logprobs");
      List<?> top = reply.list("choices", choice, "logprobs", "top_logprobs");
      List<?> tokens = reply.list("choices", choice, "logprobs", "tokens");
      assertThat(logProbabilities).hasSize(ids.length + 1).first().isNull();
      assertThat(top).first().isNull();
      List<ScoredToken> scored = model.surprisals(prompt);
      for (int i = 1; i < logProbabilities.size(); i++) {
        assertThat(((Map<?, ?>) top.get(i)).get(tokens.get(i))).isEqualTo(logProbabilities.get(i));
        if (i < ids.length) {
          assertThat(((Number) logProbabilities.get(i)).doubleValue())
              .isCloseTo(-scored.get(i).bits() * Math.log(2), within(1e-5));
        }
      }
      assertThat(reply.at("choices", choice, "logprobs", "text_offset", ids.length))
          .isEqualTo(prompt.codePointCount(0, prompt.length()));
      assertThat(reply.text("choices", choice, "text")).startsWith(prompt);
    }
  }

  @Test
  void aStreamIsTheWholeAnswerInPieces() {
    String asked =
        "\"model\":\"bigram\",\"prompt\":[\"to \",\"be\"],\"seed\":7,\"max_tokens\":30,\"n\":2,\"stop\":[\"on\",\": \"]";
    Reply whole = client.post("/v1/completions", "{" + asked + "}");
    List<String> events =
        client.events(
            "/v1/completions",
            "{" + asked + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    assertThat(events).last().isEqualTo("[DONE]");
    List<StringBuilder> texts = new ArrayList<>();
    List<@Nullable Object> reasons = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      texts.add(new StringBuilder());
      reasons.add(null);
    }
    for (String event : events.subList(0, events.size() - 2)) {
      Reply chunk = Reply.of(event);
      int index = (Integer) Objects.requireNonNull(chunk.at("choices", 0, "index"));
      texts.get(index).append(chunk.text("choices", 0, "text"));
      reasons.set(index, chunk.at("choices", 0, "finish_reason"));
      assertThat(chunk.text("choices", 0, "text")).doesNotContain("\uFFFD");
    }
    for (int i = 0; i < 4; i++) {
      assertThat(texts.get(i).toString()).isEqualTo(whole.at("choices", i, "text"));
      assertThat(reasons.get(i)).isEqualTo(whole.at("choices", i, "finish_reason"));
    }
    Reply last = Reply.of(events.get(events.size() - 2));
    assertThat(last.list("choices")).isEmpty();
    assertThat(last.at("usage")).isEqualTo(whole.at("usage"));
  }

  @Test
  void aBiasRulesATokenOut() {
    int e = model.tokenizer().encode("e")[0];
    Reply reply =
        complete(
            "\"prompt\":\"to \",\"seed\":1,\"max_tokens\":200,\"logit_bias\":{\"" + e + "\":-100}");
    assertThat(reply.text("choices", 0, "text")).doesNotContain("e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"prompt\":5 | prompt",
        "\"prompt\":[] | prompt",
        "\"prompt\":[1,\"a\"] | prompt",
        "\"prompt\":[99999] | prompt",
        "\"prompt\":[-1] | prompt",
        "\"prompt\":\"Ж\" | prompt",
        "\"max_tokens\":-1 | max_tokens",
        "\"max_tokens\":1.5 | max_tokens",
        "\"max_tokens\":99999999999999999999 | max_tokens",
        "\"max_tokens\":5,\"max_completion_tokens\":6 | max_completion_tokens",
        "\"temperature\":-1 | temperature",
        "\"temperature\":\"hot\" | temperature",
        "\"temperature\":1e999 | temperature",
        "\"top_p\":0 | top_p",
        "\"n\":0 | n",
        "\"n\":1000 | n",
        "\"best_of\":2 | best_of",
        "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"] | stop",
        "\"stop\":\"\" | stop",
        "\"stop\":{} | stop",
        "\"logprobs\":true | logprobs",
        "\"logprobs\":1000 | logprobs",
        "\"logit_bias\":{\"x\":1} | logit_bias",
        "\"logit_bias\":{\"1\":101} | logit_bias.1",
        "\"suffix\":\"end\" | suffix",
        "\"stream\":\"yes\" | stream",
        "\"stream_options\":{\"include_usage\":true} | stream_options",
        "\"presence_penalty\":3 | presence_penalty",
      })
  void namesTheFieldThatIsWrong(String fields, String param) {
    Reply reply = complete(fields);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("error", "param")).isEqualTo(param);
    assertThat(reply.at("error", "type")).isEqualTo("invalid_request_error");
    assertThat(reply.error()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "\"x\"", "{\"model\":NaN}", "{\"a\":1,\"a\":2}", "{} {}"})
  void refusesABodyThatIsNoObject(String body) {
    Reply reply = client.post("/v1/completions", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty",
        "{\"model\":\"bigram\" | line 1, column 18",
        "[] | not an object",
        "{\"a\":1,\"a\":2} | Duplicate",
        "nonsense | not JSON at line 1",
      })
  void saysWhereABodyIsNoJson(String body, String reason) {
    String error = client.post("/v1/completions", body).error();
    assertThat(error).contains(reason).doesNotContain("REDACTED", "StreamRead");
  }

  @Test
  void refusesDeepNestingAndLargeBodies() {
    assertThat(
            client
                .post("/v1/completions", "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}")
                .status())
        .isEqualTo(400);
    assertThat(
            client.post("/v1/completions", "{\"prompt\":\"" + "a".repeat(1 << 20) + "\"}").status())
        .isEqualTo(413);
  }

  @Test
  void namesFieldsThatHaveNoMeaning() {
    Reply reply = complete("\"prompt\":\"to \",\"mirostat\":2,\"user\":\"me\"");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.ignored()).contains("mirostat");
  }

  @Test
  void onlyThisServersNamesAreHosts() {
    String request = "GET /v1/models HTTP/1.1\r\nConnection: close\r\n";
    assertThat(client.raw(request + "Host: evil.example\r\n\r\n")).startsWith("HTTP/1.1 421");
    assertThat(client.raw(request + "Host: localhost:1\r\n\r\n")).startsWith("HTTP/1.1 421");
    assertThat(client.raw(request + "Host: localhost:" + server.port() + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(client.raw(request + "\r\n")).startsWith("HTTP/1.1 400");
    assertThat(client.raw(request + "Host: local host\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(
            client.raw(
                request + "Host: localhost:" + server.port() + "\r\nHost: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void anOriginIsASchemeAndAHost() {
    for (String origin : List.of("https://example.org/", "example.org", "*", "null", "")) {
      assertThatThrownBy(() -> ServerOptions.DEFAULT.withAllowedOrigins(origin))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("origin");
    }
    assertThat(
            ServerOptions.DEFAULT.withAllowedOrigins("HTTPS://Example.org:3000").allowedOrigins())
        .containsExactly("https://example.org:3000");
  }

  @Test
  void aHostThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> ServerOptions.DEFAULT.withApiKey("k").withHost("no such host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such host");
  }

  @Test
  void pagesFromElsewhereMayNotAsk() {
    String body = "{\"model\":\"bigram\",\"prompt\":\"to \"}";
    assertThat(client.post("/v1/completions", body, "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(client.post("/v1/completions", body, "Origin", "null").status()).isEqualTo(403);
    assertThat(
            client
                .post("/v1/completions", body, "Origin", "http://127.0.0.1:" + server.port())
                .status())
        .isEqualTo(200);
    assertThat(client.post("/v1/completions", body, "Content-Type", "text/plain").status())
        .isEqualTo(415);
  }

  @Test
  void whatIsNotThereIsAnErrorToo() {
    assertThat(client.get("/v2/nothing").status()).isEqualTo(404);
    assertThat(client.get("/../../etc/passwd").status()).isBetween(400, 404);
    assertThat(client.get("/health").at("status")).isEqualTo("ok");
  }

  @Test
  void aKeyIsNeededWhereThereIsOne() throws IOException {
    ServedModels models = new ServedModels();
    models.put(new ServedModel("bigram", model, Instant.EPOCH));
    try (ProseServer locked =
        ProseServer.start(
            ServerOptions.DEFAULT.withPort(0).withApiKey("secret"), models, NO_CORPORA)) {
      Client stranger = new Client(locked.port());
      String body = "{\"model\":\"bigram\"}";
      assertThat(stranger.get("/health").status()).isEqualTo(200);
      assertThat(stranger.get("/v1/models").status()).isEqualTo(401);
      assertThat(stranger.post("/v1/completions", body, "Authorization", "Bearer Secret").status())
          .isEqualTo(401);
      assertThat(stranger.post("/v1/completions", body, "Authorization", "Bearer secret").status())
          .isEqualTo(200);
      assertThat(stranger.post("/v1/completions", body, "Authorization", "bearer secret").status())
          .isEqualTo(200);
    }
  }

  @Test
  void saysThatAPortIsTaken() {
    assertThatThrownBy(() ->
            ProseServer.start(
                ServerOptions.DEFAULT.withPort(server.port()), new ServedModels(), NO_CORPORA))
        .isInstanceOf(BindException.class)
        .hasMessageContaining(String.valueOf(server.port()));
  }

  @Test
  void otherMachinesNeedAKey() {
    assertThatThrownBy(() -> ServerOptions.DEFAULT.withHost("0.0.0.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("API key");
  }
}
