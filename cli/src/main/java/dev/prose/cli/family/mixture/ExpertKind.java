package dev.prose.cli.family.mixture;

import dev.prose.cli.model.ModelEvaluation;
import dev.prose.cli.model.ModelKind;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.expert.ExpertCursor;
import dev.prose.expert.ExpertEvaluation;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.expert.Trust;
import dev.prose.model.LanguageModel;
import dev.prose.model.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Mixtures with an expert. */
public final class ExpertKind implements ModelKind {
  private final MixtureKind mixtures = new MixtureKind();

  @Override
  public String type() {
    return MixtureWithExpert.TYPE;
  }

  @Override
  public String describe(Predictor model, String unit) {
    MixtureWithExpert both = (MixtureWithExpert) model;
    return Report.format(
        "%s, with a %s of %,d parameters",
        mixtures.describe(both.mixture(), unit),
        both.expert().type(),
        both.expert().parameterCount());
  }

  @Override
  public void reportDetails(Predictor model, Report report) {
    MixtureWithExpert both = (MixtureWithExpert) model;
    mixtures.reportDetails(both.mixture(), report);
    report.line("trust", "%s", describe(both.trust()));
  }

  static String describe(Trust trust) {
    return trust.ignoresExpert()
        ? "in the mixture alone: beside it, the expert brings nothing, or was not measured yet"
        : Report.format("%.3f in the mixture, %.3f in the expert", trust.mixture(), trust.expert());
  }

  @Override
  public boolean isOfLines(Predictor model) {
    return mixtures.isOfLines(((MixtureWithExpert) model).mixture());
  }

  /** Also shows what each kind of context, and the expert, say about the likeliest token. */
  @Override
  public void showNext(NextTokens next) {
    ModelKind.super.showNext(next);
    MixtureWithExpert both = (MixtureWithExpert) next.model();
    int token = next.likeliest().getFirst();
    new MixtureView(next.report(), both.mixture(), next.tokenizer())
        .showVotes(next.context(), token);
    ExpertCursor cursor = both.cursor();
    Arrays.stream(next.context()).forEach(cursor::advance);
    Report report = next.report();
    report.blank();
    report.text("%-18s     adds  trust  expects it with", "both together");
    report.text(
        "%-18s        -  %5.2f  %.4f",
        "mixture", both.trust().mixture(), Math.exp(cursor.mixture().logProbability(token)));
    report.text(
        "%-18s  %+7.3f  %5.2f", both.expert().type(), cursor.vote(token), both.trust().expert());
    report.text("%-18s                %.4f", "", Math.exp(cursor.logProbability(token)));
  }

  @Override
  public Optional<ModelMode> mode(LanguageModel model) {
    return mixtures.mode(((MixtureWithExpert) model).mixture());
  }

  @Override
  public Optional<LanguageModel> adaptive(LanguageModel model) {
    return Optional.of(((MixtureWithExpert) model).adaptive());
  }

  @Override
  public Optional<LanguageModel> remembering(LanguageModel model, int characters) {
    return Optional.of(((MixtureWithExpert) model).remembering(characters));
  }

  /**
   * A model itself is also measured as it learns on the way, on a text of up to a million
   * characters. With a short memory the network reads each character sixteen times, which takes
   * minutes, so that it is measured only when a person asks for it.
   */
  @Override
  public ModelEvaluation evaluate(LanguageModel model, Tokens tokens) {
    MixtureWithExpert both = (MixtureWithExpert) model;
    Evaluation evaluation = ExpertEvaluation.of(both, tokens, () -> false);
    if (both.isView() || tokens.size() > MixtureKind.MOST_ADAPTED) {
      return new ModelEvaluation(evaluation, List.of());
    }
    return new ModelEvaluation(
        evaluation,
        List.of(
            new ModelEvaluation.Fact(
                "other modes",
                "%.6f nats a character, adaptive",
                "nats_per_token_adaptive",
                ExpertEvaluation.of(both.adaptive(), tokens, () -> false).nats())));
  }
}
