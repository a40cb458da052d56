package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/**
 * An interpolated model written out: the probability of every n-gram that was counted, shares of
 * shorter contexts included, and as each context's weight what it leaves to the shorter one. The
 * model says the same as before, except of the first tokens of a text if it asks the longest
 * context alone: there all tokens are as likely, because in this form what shorter contexts say is
 * also what longer ones leave to them. All is in double precision, to be written as text or pruned:
 * with characters of 1 byte, 9 bytes for each of its longest n-grams and 21 for each of the others.
 * To keep it, {@link BackoffNGramModel#narrowed} brings that to 6 and 15.
 */
public final class BackoffForm {
  private BackoffForm() {}

  /** The same model as a back-off model. One that is such a model already is returned as it is. */
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
