package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.server.Client.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of other servers send, and what went wrong there. */
class OtherClientsTest {
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

  /** Older harnesses want nothing but the prompt's log-probabilities. */
  @Test
  void nothingIsWrittenWhereNothingIsWanted() {
    Reply reply =
        client.post(
            "/v1/completions",
            "{\"model\":\"ngram\",\"prompt\":\"to be\",\"echo\":true,\"max_tokens\":0,\"logprobs\":10,\"temperature\":0}");
    assertThat(reply.text("choices", 0, "text")).isEqualTo("to be");
    assertThat(reply.list("choices", 0, "logprobs", "token_logprobs")).hasSize(5);
    assertThat(reply.at("choices", 0, "finish_reason")).isEqualTo("length");
    assertThat(reply.at("usage", "completion_tokens")).isEqualTo(0);
  }

  /** Offsets go on behind the echoed prompt, also from one piece of a stream to the next. */
  @Test
  void offsetsInAStreamAreThoseOfTheWhole() {
    String asked =
        "{\"model\":\"ngram\",\"prompt\":\"é😀 to\",\"echo\":true,\"max_tokens\":12,\"logprobs\":1,\"seed\":3,\"stream\":%s}";
    Reply whole = client.post("/v1/completions", asked.formatted(false));
    List<Object> offsets = new ArrayList<>();
    for (String event : client.events("/v1/completions", asked.formatted(true))) {
      if (!event.equals("[DONE]") && Reply.of(event).at("choices", 0, "logprobs") != null) {
        offsets.addAll(Reply.of(event).list("choices", 0, "logprobs", "text_offset"));
      }
    }
    assertThat(offsets)
        .isEqualTo(whole.list("choices", 0, "logprobs", "text_offset"))
        .isEqualTo(IntStream.range(0, 17).boxed().toList());
  }

  /** All that one interface sends by itself, whatever it means elsewhere. */
  @Test
  void fieldsOfOthersAreIgnoredAndNamed() {
    Reply reply =
        client.post(
            "/v1/completions",
            "{\"model\":\"ngram\",\"prompt\":\"to\",\"best_of\":1,\"use_samplers\":false,\"echo\":false,\"logit_bias\":{},\"suffix\":\"\",\"min_p\":0,\"typical_p\":1,\"tfs\":1,\"mirostat_mode\":0,\"repetition_penalty\":1,\"negative_prompt\":\"\",\"seed\":-1,\"top_k\":-1,\"stop\":[],\"preset\":\"x\",\"n\":1,\"presence_penalty\":0}");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.ignored().orElseThrow()).contains("min_p", "mirostat_mode", "negative_prompt");
    Reply within =
        client.post(
            "/v1/chat/completions",
            "{\"model\":\"ngram\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"to\",\"name\":\"me\"}]}");
    assertThat(within.ignored()).contains("messages.name");
  }

  /** Some clients write out every field that they know, as null. */
  @Test
  void nullIsAbsent() {
    Reply nested =
        client.post(
            "/v1/completions",
            "{\"model\":\"ngram\",\"stream\":false,\"stream_options\":null,\"logprobs\":null,\"stop\":null,\"n\":null,\"echo\":null,\"temperature\":null,\"logit_bias\":null,\"suffix\":null,\"user\":null,\"max_tokens\":1}");
    assertThat(nested.status()).as(nested.toString()).isEqualTo(200);
  }

  /** Chats with roles and contents of all kinds, as interfaces send them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"role\":\"system\",\"content\":\"\"},{\"role\":\"user\",\"content\":\"to\"}]",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"to\"},{\"type\":\"text\",\"text\":\" be\"}]}]",
        "[{\"role\":\"user\",\"content\":\"to\"},{\"role\":\"assistant\",\"content\":null},{\"role\":\"user\",\"content\":\"be\"}]",
        "[{\"role\":\"developer\",\"content\":\"to\",\"name\":\"me\"}]",
        "[{\"role\":\"tool\",\"content\":\"to\",\"tool_call_id\":\"1\"}]",
      })
  void chatsOfAllKindsAreContinued(String messages) {
    Reply reply =
        client.post(
            "/v1/chat/completions",
            "{\"model\":\"ngram\",\"max_tokens\":3,\"tools\":[],\"tool_choice\":\"auto\",\"response_format\":{\"type\":\"text\"},\"messages\":"
                + messages
                + "}");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.text("choices", 0, "message", "content").codePoints()).hasSize(3);
  }

  /** A stop that is reached half-way through the last token that was wanted. */
  @ParameterizedTest
  @ValueSource(strings = {"to be or not", "be", "not to be, that"})
  void aStopThatSpansTokensIsNoPartOfTheText(String stop) {
    Reply reply =
        client.post(
            "/v1/completions",
            "{\"model\":\"mixture\",\"prompt\":\"nobler é 😀\\n\",\"temperature\":0,\"max_tokens\":40,\"stop\":\""
                + stop
                + "\"}");
    assertThat(reply.text("choices", 0, "text")).doesNotContain(stop);
    assertThat(reply.at("choices", 0, "finish_reason")).isEqualTo("stop");
  }

  /** A prompt of the largest size does not keep others from being answered. */
  @Test
  void aLongPromptIsReadWhileOthersAreAnswered() {
    String prompt = "to be or not ".repeat(70_000);
    Reply reply =
        client.post(
            "/v1/completions",
            "{\"model\":\"ngram\",\"max_tokens\":1,\"prompt\":\"" + prompt + "\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("usage", "prompt_tokens")).isEqualTo(prompt.length());
    Reply tooLong = client.post("/api/next", "{\"model\":\"ngram\",\"prompt\":\"" + prompt + "\"}");
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.error()).contains("50,000");
  }
}
