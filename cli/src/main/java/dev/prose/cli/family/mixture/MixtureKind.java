package dev.prose.cli.family.mixture;

import dev.prose.cli.model.ModelEvaluation;
import dev.prose.cli.model.ModelKind;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.data.Tokens;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.model.Predictor;
import java.util.List;
import java.util.Optional;

/** Mixtures of counted contexts. */
public final class MixtureKind implements ModelKind {
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
    return Optional.of(((Mixture) model).isAdaptive() ? ModelMode.ADAPTIVE : ModelMode.STATIC);
  }

  @Override
  public Optional<LanguageModel> adaptive(LanguageModel model) {
    return Optional.of(((Mixture) model).adaptive(Mixture.DEFAULT_ADAPTATION_RATE));
  }

  @Override
  public ModelEvaluation evaluate(LanguageModel model, Tokens tokens) {
    MixtureEvaluation evaluation = MixtureEvaluation.of((Mixture) model, tokens, () -> false);
    List<ModelEvaluation.Fact> windows =
        evaluation
            .windowsShut()
            .map(shut ->
                new ModelEvaluation.Fact(
                    "windows",
                    "%.6f nats with the windows shut",
                    "nats_per_token_windows_shut",
                    shut.nats()))
            .stream()
            .toList();
    return new ModelEvaluation(evaluation.whole(), windows);
  }
}
