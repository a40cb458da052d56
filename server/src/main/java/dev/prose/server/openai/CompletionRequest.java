package dev.prose.server.openai;

import dev.prose.server.fields.ModelField;
import dev.prose.server.fields.Prompts;
import dev.prose.server.fields.Prompts.Prompt;
import dev.prose.server.generation.Continuation;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Fields;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request to continue prompts.
 *
 * @param continuation what is to be written
 * @param n how many for each prompt
 * @param echo whether the prompt is part of the text
 * @param logprobs of how many of the likeliest tokens log-probabilities are told; empty for none,
 *     not even of those that were written
 * @param seed of the first choice; empty for any
 * @param ignored the names of fields without a meaning here
 */
record CompletionRequest(
    ServedModel model,
    List<Prompt> prompts,
    Continuation continuation,
    int n,
    boolean echo,
    OptionalInt logprobs,
    OptionalLong seed,
    boolean stream,
    boolean includesUsage,
    List<String> ignored) {
  private static final int MAX_TOKENS = 16;

  /**
   * Reads a request.
   *
   * @throws ApiException if anything is wrong with it
   */
  static CompletionRequest read(Fields fields, ServedModels models) {
    CommonFields common = new CommonFields(fields);
    ServedModel model = ModelField.read(fields, models);
    if (fields.any("suffix").filter(suffix -> !suffix.equals("")).isPresent()) {
      throw fields.invalid(
          "suffix", "cannot be honoured: these models write on, and cannot fill in");
    }
    List<Prompt> prompts = new Prompts(fields, model.text().tokenizer()).read();
    int n = common.choices(prompts.size());
    OptionalLong bestOf = fields.integer("best_of", 1, CommonFields.MOST_CHOICES);
    if (bestOf.isPresent() && bestOf.getAsLong() != n) {
      throw fields.invalid("best_of", "must be \"n\": no choice is thrown away here");
    }
    OptionalInt logprobs = common.alternatives("logprobs");
    boolean stream = fields.flag("stream");
    boolean echo = fields.flag("echo");
    Continuation continuation = common.continuation(model, MAX_TOKENS, logprobs.orElse(0));
    common.requireBounded(prompts, n, continuation, echo, logprobs.isPresent());
    common.acceptWithoutEffect("user");
    return new CompletionRequest(
        model,
        prompts,
        continuation,
        n,
        echo,
        logprobs,
        common.seed(),
        stream,
        common.includesUsage(stream),
        fields.ignored());
  }
}
