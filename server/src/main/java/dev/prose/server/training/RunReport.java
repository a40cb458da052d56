package dev.prose.server.training;

import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.TextGenerator;
import dev.prose.token.Tokenizer;
import dev.prose.train.TrainingEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what happens in a run, as events. */
final class RunReport {
  private static final int SAMPLE_TOKENS = 160;
  private static final int MOST_TOKENS = 4096; // of a table of pairs that is counted

  private final Run run;
  private final Split split;
  private final Tokenizer tokenizer;

  RunReport(Run run, Split split, Tokenizer tokenizer) {
    this.run = run;
    this.split = split;
    this.tokenizer = tokenizer;
  }

  /** Learning begins, of a model whose size is not known before. */
  void started() {
    run.add(begun(null));
  }

  /** Learning begins. */
  void started(LanguageModel model) {
    run.add(begun(model.parameterCount()));
  }

  private Map<String, @Nullable Object> begun(@Nullable Long parameters) {
    Map<String, @Nullable Object> event = Run.event("started");
    event.put("vocabulary_size", tokenizer.vocabularySize());
    event.put("train_tokens", split.train().size());
    event.put("validation_tokens", split.validation().size());
    event.put("parameters", parameters);
    event.put("max_iters", run.maxIters());
    event.put("uniform", Math.log(tokenizer.vocabularySize()));
    event.put("optimum_train", optimum(split.train()));
    event.put("optimum_validation", optimum(split.validation()));
    return event;
  }

  /** The least loss that any bigram table can have on some tokens, in nats per token. */
  private static @Nullable Double optimum(Tokens tokens) {
    if (tokens.vocabularySize() > MOST_TOKENS || tokens.size() < 2) {
      return null;
    }
    return BigramCounts.of(tokens).optimum();
  }

  /** So many of the run's steps are done. */
  void progress(int iteration, double loss, double tokensPerSecond, double secondsLeft) {
    progressOf(run.maxIters(), iteration, loss, tokensPerSecond, secondsLeft);
  }

  /** So many steps are done of a number that was not known before. */
  void progressOf(
      int maxIters, int iteration, double loss, double tokensPerSecond, double secondsLeft) {
    run.reached(iteration, maxIters);
    Map<String, @Nullable Object> event = Run.event("progress");
    event.put("iteration", iteration);
    event.put("max_iters", maxIters);
    event.put("loss", Double.isFinite(loss) ? loss : null);
    event.put("tokens_per_second", tokensPerSecond);
    event.put("seconds_left", secondsLeft);
    run.add(event);
  }

  /** The model was measured. */
  void evaluated(TrainingEvent.Evaluated evaluated) {
    run.reached(evaluated.iteration(), run.maxIters());
    Map<String, @Nullable Object> event = Run.event("evaluation");
    event.put("iteration", evaluated.iteration());
    event.put("train", evaluated.train().nats());
    event.put("validation", evaluated.validation().map(it -> it.nats()).orElse(null));
    event.put("sample", sample(evaluated.model()));
    run.add(event);
  }

  private String sample(LanguageModel model) {
    return new TextGenerator(model, tokenizer)
        .generate("", GenerationOptions.DEFAULT.withMaxNewTokens(SAMPLE_TOKENS));
  }

  /** The run is at its end. */
  static Map<String, @Nullable Object> done(
      Run.State state, String model, @Nullable Double loss, double seconds) {
    Map<String, @Nullable Object> event = Run.event("done");
    event.put("state", state.label());
    event.put("model", model);
    event.put("loss", loss);
    event.put("seconds", seconds);
    return event;
  }
}
