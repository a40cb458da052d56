package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.BackoffNGramModel;
import dev.prose.random.SplitMix64;
import java.util.List;

/** Back-off models with inconsistent numbers, as other tools may write. */
final class UnnormalisedModels {
  private UnnormalisedModels() {}

  /** A model of a small random text, each of whose numbers is then multiplied by another factor. */
  static BackoffNGramModel of(SplitMix64 random) {
    NGramCounts counts = RandomTexts.counts(random);
    BackoffNGramModel model = BackoffForm.of(new WittenBell().fit(counts));
    return new BackoffNGramModel(
        model.trie(),
        model.separator(),
        scaled(model.probabilities(), 1, random),
        scaled(model.weights(), 4, random));
  }

  private static List<DoubleColumn> scaled(
      List<DoubleColumn> columns, double most, SplitMix64 random) {
    return columns.stream().map(column -> scaled(column, most, random)).toList();
  }

  private static DoubleColumn scaled(DoubleColumn column, double most, SplitMix64 random) {
    DoubleColumn scaled = DoubleColumn.ofSize(Math.toIntExact(column.size()));
    for (int i = 0; i < column.size(); i++) {
      boolean none = random.nextInt(8) == 0;
      scaled.set(i, none ? 0 : column.get(i) * most * random.nextDouble());
    }
    return scaled;
  }
}
