package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.TextModel;
import dev.prose.corpora.Corpora;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.server.Client.Reply;
import dev.prose.text.Corpus;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** What evaluation harnesses send: windows of token ids, whose log-probabilities they add up. */
class HarnessTest {
  private static final int WINDOW = 512; // tokens

  private static RunningServer running;
  private static Tokens validation;

  @BeforeAll
  static void start() throws IOException {
    Corpus plays = Corpora.installed().require("plays").load();
    Corpus part = Corpus.of("part", plays.text().substring(0, 120_000));
    running = new RunningServer(part, ProseServer.Limits.DEFAULT);
    TokenizedText text = TokenKinds.byDefault().tokenize(part);
    validation = Split.of(text.tokens(), 0.9).validation();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bigram", "ngram", "mixture"})
  void windowsOfAValidationTextAddUpToTheModelsOwnEvaluation(String name) throws IOException {
    TextModel model = running.model(name);
    double expected = 0;
    double told = 0;
    for (long from = 0; from < validation.size(); from += 2 * WINDOW) {
      List<List<Integer>> prompts = new ArrayList<>();
      long to = Math.min(from + 2 * WINDOW, validation.size());
      for (long begin = from; begin < to; begin += WINDOW) {
        Tokens window = validation.slice(begin, Math.min(begin + WINDOW, to));
        prompts.add(ids(window));
        expected -= model.evaluate(window).totalNats();
      }
      told += sum(running.client(), name, prompts);
    }
    assertThat(told).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
  }

  private static List<Integer> ids(Tokens tokens) {
    List<Integer> ids = new ArrayList<>();
    for (long i = 0; i < tokens.size(); i++) {
      ids.add(tokens.at(i));
    }
    return ids;
  }

  /** The log-probabilities of all tokens but the first of each prompt. */
  private static double sum(Client client, String model, List<List<Integer>> prompts)
      throws IOException {
    Reply reply =
        client.post(
            "/v1/completions",
            JSON.std.asString(
                Map.of(
                    "model", model,
                    "prompt", prompts,
                    "echo", true,
                    "logprobs", 1,
                    "max_tokens", 1,
                    "temperature", 0,
                    "seed", 1234)));
    assertThat(reply.list("choices")).hasSameSizeAs(prompts);
    double sum = 0;
    for (int choice = 0; choice < prompts.size(); choice++) {
      List<?> logProbabilities = reply.list("choices", choice, "logprobs", "token_logprobs");
      List<?> tokens = reply.list("choices", choice, "logprobs", "tokens");
      List<?> top = reply.list("choices", choice, "logprobs", "top_logprobs");
      assertThat(logProbabilities).hasSize(prompts.get(choice).size() + 1).first().isNull();
      for (int i = 1; i < prompts.get(choice).size(); i++) {
        assertThat(((Map<?, ?>) top.get(i)).get(tokens.get(i))).isEqualTo(logProbabilities.get(i));
        sum += ((Number) logProbabilities.get(i)).doubleValue();
      }
    }
    return sum;
  }
}
