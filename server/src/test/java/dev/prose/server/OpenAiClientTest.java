package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own client lists, completes, streams and chats. */
class OpenAiClientTest {
  private static RunningServer running;
  private static OpenAIClient openAi;

  @BeforeAll
  static void start() throws IOException {
    running = new RunningServer();
    openAi =
        OpenAIOkHttpClient.builder()
            .baseUrl("http://127.0.0.1:" + running.server().port() + "/v1")
            .apiKey("none")
            .maxRetries(0)
            .build();
  }

  @AfterAll
  static void stop() {
    openAi.close();
    running.close();
  }

  @Test
  void lists() {
    assertThat(openAi.models().list().data())
        .extracting(model -> model.id())
        .containsExactly("bigram", "mixture", "ngram");
    assertThat(openAi.models().retrieve("ngram").ownedBy()).isEqualTo("prose");
    assertThatThrownBy(() -> openAi.models().retrieve("gpt-4"))
        .isInstanceOf(NotFoundException.class);
  }

  private static CompletionCreateParams.Builder completion() {
    return CompletionCreateParams.builder()
        .model("ngram")
        .prompt("to be")
        .maxTokens(20)
        .seed(7)
        .logprobs(2);
  }

  @Test
  void completes() {
    Completion completion = openAi.completions().create(completion().build());
    assertThat(completion.choices().getFirst().text().codePoints()).hasSize(20);
    assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(20);
    assertThat(completion.choices().getFirst().logprobs().orElseThrow().tokens().orElseThrow())
        .hasSize(20);
  }

  @Test
  void streams() {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<Completion> stream =
        openAi.completions().createStreaming(completion().build())) {
      stream.stream().forEach(chunk -> text.append(chunk.choices().getFirst().text()));
    }
    assertThat(text)
        .hasToString(openAi.completions().create(completion().build()).choices().getFirst().text());
  }

  @Test
  void chats() {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("mixture")
            .addSystemMessage("to be")
            .addUserMessage("or not")
            .maxCompletionTokens(20)
            .temperature(0)
            .build();
    ChatCompletion whole = openAi.chat().completions().create(params);
    String content = whole.choices().getFirst().message().content().orElseThrow();
    assertThat(content).isNotEmpty();
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        openAi.chat().completions().createStreaming(params)) {
      stream.stream()
          .forEach(chunk -> chunk.choices().getFirst().delta().content().ifPresent(text::append));
    }
    assertThat(text).hasToString(content);
  }
}
