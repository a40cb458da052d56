package dev.prose.cli.family.interpolation;

import dev.prose.cli.model.ModelKind;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.Predictor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Means of several models.
 *
 * @param kindOf finds the kind of one of these
 */
public record InterpolationKind(Function<Predictor, ModelKind> kindOf) implements ModelKind {
  @Override
  public String type() {
    return LinearInterpolation.TYPE;
  }

  private static List<LanguageModel> components(Predictor model) {
    return ((LinearInterpolation) model).components();
  }

  @Override
  public String describe(Predictor model, String unit) {
    return Report.format("the mean of the probabilities of %d models", components(model).size());
  }

  @Override
  public void report(Predictor model, String unit, Report report) {
    ModelKind.super.report(model, unit, report);
    double[] weights = ((LinearInterpolation) model).weights();
    List<LanguageModel> components = components(model);
    for (int i = 0; i < weights.length; i++) {
      LanguageModel component = components.get(i);
      String described = kindOf.apply(component).describe(component, unit);
      report.line("", "%d. weight %.4f: %s", i + 1, weights[i], described);
    }
  }

  @Override
  public boolean isOfLines(Predictor model) {
    return components(model).stream()
        .anyMatch(component -> kindOf.apply(component).isOfLines(component));
  }

  @Override
  public boolean looksFurtherBack(Predictor model) {
    return components(model).stream()
        .anyMatch(component -> kindOf.apply(component).looksFurtherBack(component));
  }

  /** Shows beside each token its probability in each of the models. */
  @Override
  public void showNext(NextTokens next) {
    List<double[]> parts =
        components(next.model()).stream()
            .map(component -> kindOf.apply(component).expects(component, next.context()))
            .toList();
    report(next.model(), next.tokenizer().unit(), next.report());
    next.report().blank();
    next.report()
        .text(
            "next    p     %s",
            IntStream.rangeClosed(1, parts.size())
                .mapToObj(number -> Report.format("  in %-3s", number + "."))
                .collect(Collectors.joining()));
    next.rows(token ->
        parts.stream()
            .map(part -> Report.format("  %.4f", part[token]))
            .collect(Collectors.joining()));
  }

  @Override
  public Optional<ModelMode> mode(LanguageModel model) {
    return components(model).stream()
        .flatMap(component -> kindOf.apply(component).mode(component).stream())
        .findFirst();
  }
}
