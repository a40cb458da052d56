package dev.prose.server.openai;

import dev.prose.server.fields.Prompts.Prompt;
import dev.prose.server.fields.SamplingFields;
import dev.prose.server.generation.Bias;
import dev.prose.server.generation.Continuation;
import dev.prose.server.http.Fields;
import dev.prose.server.models.ServedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The fields that completions and chats have in common. */
final class CommonFields {
  private static final int MOST_WRITTEN = 1 << 18; // tokens, of all choices of a request
  private static final int MOST_TOLD = 1 << 20; // log-probabilities
  static final int MOST_CHOICES = 128;
  private static final int MOST_STOPS = 4;
  private static final int MOST_LOGPROBS = 20;
  private static final double MOST_PENALTY = 2;
  private static final double MOST_BIAS = 100;

  private final Fields fields;

  CommonFields(Fields fields) {
    this.fields = fields;
  }

  /** A number of likeliest tokens whose log-probabilities are told. */
  OptionalInt alternatives(String name) {
    OptionalLong number = fields.integer(name, 0, MOST_LOGPROBS);
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  /**
   * What is to be written.
   *
   * @param maxTokens where the request does not say
   */
  Continuation continuation(ServedModel model, int maxTokens, int alternatives) {
    return new Continuation(
        SamplingFields.read(fields),
        bias(model.text().tokenizer().vocabularySize()),
        maxTokens(maxTokens),
        stops(),
        alternatives);
  }

  private Bias bias(int vocabularySize) {
    double presence = fields.number("presence_penalty", -MOST_PENALTY, MOST_PENALTY).orElse(0);
    double frequency = fields.number("frequency_penalty", -MOST_PENALTY, MOST_PENALTY).orElse(0);
    return new Bias(logitBias(vocabularySize), presence, frequency);
  }

  private Map<Integer, Double> logitBias(int vocabularySize) {
    Optional<Fields> object = fields.object("logit_bias");
    Map<Integer, Double> biases = new HashMap<>();
    if (object.isPresent()) {
      for (String name : object.get().names()) {
        OptionalInt token = token(name, vocabularySize);
        if (token.isEmpty()) {
          throw fields.invalid(
              "logit_bias",
              "has \"%s\", but this model's token ids are from 0 to %,d"
                  .formatted(name, vocabularySize - 1));
        }
        biases.put(
            token.getAsInt(), object.get().number(name, -MOST_BIAS, MOST_BIAS).orElseThrow());
      }
    }
    return biases;
  }

  private static OptionalInt token(String name, int vocabularySize) {
    try {
      int token = Integer.parseInt(name);
      return token >= 0 && token < vocabularySize ? OptionalInt.of(token) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private int maxTokens(int absent) {
    OptionalLong one = fields.integer("max_tokens", 0, Continuation.MOST_TOKENS);
    OptionalLong other = fields.integer("max_completion_tokens", 0, Continuation.MOST_TOKENS);
    if (one.isPresent() && other.isPresent() && one.getAsLong() != other.getAsLong()) {
      throw fields.invalid("max_completion_tokens", "differs from \"max_tokens\"");
    }
    return (int) one.orElse(other.orElse(absent));
  }

  private List<String> stops() {
    Object value = fields.any("stop").orElse(List.of());
    List<String> stops = new ArrayList<>();
    for (Object each : value instanceof List<?> list ? list : List.of(value)) {
      if (!(each instanceof String text)) {
        throw fields.invalid("stop", "must be a text or a list of texts");
      }
      stops.add(text);
    }
    if (stops.size() > MOST_STOPS) {
      throw fields.invalid("stop", "has more than %d texts".formatted(MOST_STOPS));
    }
    if (stops.contains("")) {
      throw fields.invalid("stop", "has an empty text");
    }
    return stops;
  }

  int choices(int prompts) {
    int n = (int) fields.integer("n", 1, MOST_CHOICES).orElse(1);
    if ((long) n * prompts > MOST_CHOICES) {
      throw fields.invalid(
          "n",
          "makes %,d choices of %,d prompts, but at most %,d are made at once"
              .formatted((long) n * prompts, prompts, MOST_CHOICES));
    }
    return n;
  }

  /**
   * Refuses what would be at work for very long, or whose answer would fill the memory.
   *
   * @param told whether log-probabilities are wanted
   */
  void requireBounded(
      List<Prompt> prompts, int n, Continuation continuation, boolean echo, boolean told) {
    long written = (long) prompts.size() * n * continuation.maxTokens();
    if (written > MOST_WRITTEN) {
      throw fields.invalid(
          "max_tokens",
          "makes %,d tokens of %,d choices, but at most %,d are written at once"
              .formatted(written, (long) prompts.size() * n, MOST_WRITTEN));
    }
    long echoed = echo ? n * prompts.stream().mapToLong(it -> it.tokens().length).sum() : 0;
    long logProbabilities = told ? (written + echoed) * (1 + continuation.alternatives()) : 0;
    if (logProbabilities > MOST_TOLD) {
      throw fields.invalid(
          "logprobs",
          "makes %,d log-probabilities, but at most %,d are told at once"
              .formatted(logProbabilities, MOST_TOLD));
    }
  }

  OptionalLong seed() {
    return fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  boolean includesUsage(boolean stream) {
    Optional<Fields> options = fields.object("stream_options");
    if (options.isPresent() && !stream) {
      throw fields.invalid("stream_options", "is only for streams: set \"stream\" to true");
    }
    return options.map(each -> each.flag("include_usage")).orElse(false);
  }

  /** Fields that change nothing here, and are no mistake. */
  void acceptWithoutEffect(String... names) {
    for (String name : names) {
      fields.any(name);
    }
  }
}
