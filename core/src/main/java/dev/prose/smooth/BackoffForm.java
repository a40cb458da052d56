package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an interpolated model out as a back-off model: the probability of every n-gram that was
 * counted, with the shares of shorter contexts added in, and as a context's weight what it leaves
 * to the shorter one. The predictions are the same, with one exception: a model that uses only the
 * longest context gives equal probabilities to all tokens at the start of a text, because this form
 * has only one probability for what a shorter context predicts and for what a longer one leaves to
 * it. Numbers are in double precision, for pruning or for writing as text: with tokens of 1 byte, 9
 * bytes per n-gram of the longest length and 21 per shorter one. {@link BackoffNGramModel#narrowed}
 * reduces that to 6 and 15.
 */
public final class BackoffForm {
  private BackoffForm() {}

  /** The model as a back-off model; a back-off model is returned unchanged. */
  public static BackoffNGramModel of(NGramModel model) {
    return switch (model) {
      case BackoffNGramModel explicit -> explicit;
      case InterpolatedNGramModel interpolated -> writtenOut(interpolated);
    };
  }

  private static BackoffNGramModel writtenOut(InterpolatedNGramModel model) {
    NGramTrie trie = model.trie();
    List<DoubleColumn> probabilities = new ArrayList<>();
    List<DoubleColumn> weights = new ArrayList<>();
    int[] suffixes = Suffixes.OF_TOKENS;
    for (int level = 0; level < trie.order(); level++) {
      if (level > 0) {
        suffixes = Suffixes.ofNext(trie, level, suffixes);
      }
      DoubleColumn ofChildren = DoubleColumn.ofSize(trie.size(level + 1));
      DoubleColumn rests = DoubleColumn.ofSize(trie.size(level));
      Beginnings beginnings = Beginnings.of(trie, model.separator(), level);
      for (int context = 0; context < trie.size(level); context++) {
        boolean answers =
            model.counting().nested() || level == trie.order() - 1 || beginnings.contain(context);
        double rest = answers ? model.rest(level, context) : 1;
        rests.set(context, rest);
        int end = trie.end(level, context);
        for (int child = trie.begin(level, context); child < end; child++) {
          double lower =
              level == 0
                  ? 1.0 / trie.vocabularySize()
                  : probabilities.get(level - 1).get(suffixes[child]);
          double share = answers ? model.share(level, context, child) : 0;
          ofChildren.set(child, share + rest * lower);
        }
      }
      probabilities.add(ofChildren);
      if (level > 0) {
        weights.add(rests);
      }
    }
    return new BackoffNGramModel(trie, model.separator(), probabilities, weights);
  }
}
