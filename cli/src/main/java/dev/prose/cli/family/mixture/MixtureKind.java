package dev.prose.cli.family.mixture;

import dev.prose.cli.model.ModelEvaluation;
import dev.prose.cli.model.ModelKind;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.model.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Mixtures of counted contexts. */
public final class MixtureKind implements ModelKind {
  /** Where learning on the way takes a gigabyte of memory. Who wants more asks for it. */
  static final long MOST_ADAPTED = 1_000_000; // tokens

  /** As many characters as nanoGPT's model of Shakespeare looks at. */
  static final int SHORT_MEMORY = 256;

  @Override
  public String type() {
    return Mixture.TYPE;
  }

  @Override
  public String describe(Predictor model, String unit) {
    Mixture mixture = (Mixture) model;
    return Report.format(
        "mixture of %d kinds of context%s: %,d counts and %,d weights",
        mixture.contexts().size(),
        mixture.shape().lines() ? ", each line by itself" : "",
        mixture.countCount(),
        mixture.weightCount());
  }

  @Override
  public void reportDetails(Predictor model, Report report) {
    report.line("contexts", "%s", String.join(", ", ((Mixture) model).contexts()));
  }

  @Override
  public boolean isOfLines(Predictor model) {
    return ((Mixture) model).shape().lines();
  }

  /** Also shows what each kind of context says about the likeliest token. */
  @Override
  public void showNext(NextTokens next) {
    ModelKind.super.showNext(next);
    new MixtureView(next.report(), (Mixture) next.model(), next.tokenizer())
        .showVotes(next.context(), next.likeliest().getFirst());
  }

  @Override
  public Optional<ModelMode> mode(LanguageModel model) {
    Mixture mixture = (Mixture) model;
    OptionalInt memory = mixture.memoryCharacters();
    return Optional.of(
        mixture.isAdaptive()
            ? ModelMode.ADAPTIVE
            : memory.isPresent() ? ModelMode.remembering(memory.getAsInt()) : ModelMode.STATIC);
  }

  @Override
  public Optional<LanguageModel> adaptive(LanguageModel model) {
    return Optional.of(((Mixture) model).adaptive(Mixture.DEFAULT_ADAPTATION_RATE));
  }

  @Override
  public Optional<LanguageModel> remembering(LanguageModel model, int characters) {
    return Optional.of(((Mixture) model).remembering(characters));
  }

  /**
   * A model itself is also measured with a short memory, and, on a text of up to a million
   * characters, as it learns on the way.
   */
  @Override
  public ModelEvaluation evaluate(LanguageModel model, Tokens tokens) {
    Mixture mixture = (Mixture) model;
    Evaluation evaluation = evaluation(mixture, tokens);
    List<ModelEvaluation.Fact> more = new ArrayList<>();
    if (!mixture.isView()) {
      if (mixture.hasCaches()) {
        more.add(
            new ModelEvaluation.Fact(
                "other modes",
                "%.6f nats a character, static, with at most "
                    + SHORT_MEMORY
                    + " characters of context",
                "nats_per_token_of_" + SHORT_MEMORY + "_characters",
                evaluation(mixture.remembering(SHORT_MEMORY), tokens).nats()));
      }
      if (tokens.size() <= MOST_ADAPTED) {
        more.add(
            new ModelEvaluation.Fact(
                more.isEmpty() ? "other modes" : "",
                "%.6f nats a character, adaptive",
                "nats_per_token_adaptive",
                evaluation(mixture.adaptive(Mixture.DEFAULT_ADAPTATION_RATE), tokens).nats()));
      }
    }
    return new ModelEvaluation(evaluation, more);
  }

  private static Evaluation evaluation(Mixture mixture, Tokens tokens) {
    return MixtureEvaluation.of(mixture, tokens, () -> false);
  }
}
