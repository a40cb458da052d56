package dev.prose.cli.family.neural;

import dev.prose.cli.model.ModelEvaluation;
import dev.prose.cli.model.ModelKind;
import dev.prose.cli.model.ModelPicture;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.Report;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.eval.Evaluator;
import dev.prose.model.LanguageModel;
import dev.prose.model.Predictor;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.WindowedEvaluation;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.transformer.Transformer;
import dev.prose.plot.AttentionMap;
import dev.prose.token.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Networks of one type.
 *
 * @param type which
 */
public record NeuralKind(String type) implements ModelKind {
  @Override
  public String describe(Predictor model, String unit) {
    NeuralModel neural = (NeuralModel) model;
    return Report.format(
        "%s, %s%s: %,d parameters, on the CPU",
        type,
        NetworkKind.describe(neural.network()),
        isOfLines(model) ? ", each line by itself" : "",
        neural.parameterCount());
  }

  @Override
  public boolean isOfLines(Predictor model) {
    return ((NeuralModel) model).lines().lineEnd().isPresent();
  }

  /** Also shows where a transformer looks. */
  @Override
  public void showNext(NextTokens next) {
    ModelKind.super.showNext(next);
    NeuralModel model = (NeuralModel) next.model();
    if (model.network() instanceof Transformer transformer) {
      float[][][] attention = transformer.attention(model.weights(), model.lines(), next.context());
      new AttentionView(next.report(), next.tokenizer(), next.context()).show(attention);
    }
  }

  /** Where a transformer looks after a text; of all others, and without a text, the tokens. */
  @Override
  public Optional<ModelPicture> picture(Predictor model, Tokenizer tokenizer, int... context) {
    NeuralModel neural = (NeuralModel) model;
    if (context.length > 0 && neural.network() instanceof Transformer transformer) {
      float[][][] attention = transformer.attention(neural.weights(), neural.lines(), context);
      return Optional.of(file -> AttentionMap.write(file, tokenizer, context, attention));
    }
    return Optional.of(file -> EmbeddedTokens.of(neural, tokenizer).draw(file, tokenizer));
  }

  /** Where a network sees so many tokens, it is also measured on windows of so many. */
  @Override
  public ModelEvaluation evaluate(LanguageModel model, Tokens tokens) {
    Evaluation exact = Evaluator.exact(model, tokens);
    OptionalInt window = NetworkKind.window(((NeuralModel) model).network());
    if (window.isEmpty()) {
      return new ModelEvaluation(exact, List.of());
    }
    Evaluation windows =
        WindowedEvaluation.of((NeuralModel) model, tokens, window.getAsInt(), () -> false);
    return new ModelEvaluation(
        exact,
        List.of(
            new ModelEvaluation.Fact(
                "windows",
                "%.6f nats in windows of " + Report.format("%,d tokens", window.getAsInt()),
                "nats_per_token_in_windows",
                windows.nats())));
  }
}
