package dev.prose.cli.family.bigram;

import dev.prose.cli.model.ModelKind;
import dev.prose.cli.output.Report;
import dev.prose.model.BigramModel;
import dev.prose.model.Predictor;

/** Tables of what follows each token. */
public final class BigramKind implements ModelKind {
  @Override
  public String type() {
    return BigramModel.TYPE;
  }

  @Override
  public String describe(Predictor model, String unit) {
    return Report.format(
        "bigram, a table of %,d × %<,d logits: %,d parameters, on the CPU",
        model.vocabularySize(), model.parameterCount());
  }

  @Override
  public boolean looksFurtherBack(Predictor model) {
    return false;
  }
}
