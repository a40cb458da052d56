package dev.prose.cli.family.bigram;

import dev.prose.cli.output.Report;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.count.AdditiveBigrams;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.eval.Evaluator;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.NGramModel;
import dev.prose.smooth.AdditiveNGrams;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code --fit counts} for so many tokens that the table has next to nothing but zeros in it: only
 * the pairs that occur are kept, as n-grams of order 2. Its predictions are those of the table.
 */
record SparseCountsFit(AdditiveBigrams smoothing) {
  /** The largest vocabulary for which a table is made: its logits take 64 MiB. */
  static final int MOST_IN_A_TABLE = 1 << 12;

  Outcome learn(Learning learning) throws IOException {
    Report report = learning.report();
    Tokens train = learning.split().train();
    NGramCounts counts = NGramCounts.of(train, 2);
    NGramModel model = new AdditiveNGrams(smoothing.alpha()).fit(counts);
    report.line(
        "model",
        "bigram, %,d of the %,d × %,d counts are not 0",
        counts.trie().size(2),
        counts.vocabularySize(),
        counts.vocabularySize());
    CountsFit.reportFit(report, counts.vocabularySize(), smoothing);
    double optimum = Evaluator.exact(new AdditiveNGrams(0).fit(counts), train).nats();
    PairCounts.reportOptimum(report, learning.unit(), optimum);
    double trainLoss = Evaluator.exact(model, train).nats();
    double gap = Math.max(0, trainLoss - optimum); // rounding could take it below 0
    double validationLoss = Double.NaN;
    if (learning.split().validates()) {
      TextEvaluation validation =
          TextEvaluation.of(model, learning.text().tokenizer(), learning.split().validation());
      validationLoss = validation.perToken().nats();
      CountsFit.reportLosses(report, trainLoss, validationLoss, gap);
      report.validation(validation, learning.text().tokenizer());
      WordEvaluation.of(model, learning.text().tokenizer(), learning.split().validation(), false)
          .ifPresent(report::words);
    } else {
      CountsFit.reportLosses(report, trainLoss, gap);
    }
    String fit = new AdditiveBigramEstimator(smoothing).description();
    learning.keeper().keep(new Keeper.Snapshot(model, 0, fit, validationLoss, Optional.empty()));
    return Outcome.atOnce(model);
  }
}
