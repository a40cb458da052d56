package dev.prose.smooth;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramTrie;
import java.util.List;

/**
 * Held-out tokens as a discounting model sees them: for each of them and each length of context all
 * that its probability depends on besides the discounts. A context that was not seen leaves all to
 * the shorter one, which these numbers say too.
 */
final class HeldOut {
  private final int order;
  private final int size; // tokens
  private final double uniform;
  // [token][context length] in one array each; over what the context was counted in all:
  private final float[] share; // the token's count
  private final float[] one; // 1
  private final float[] once; // how many tokens were counted once after it
  private final float[] twice;
  private final float[] more;
  private final byte[] kind; // the token's count, 3 for more

  private HeldOut(int order, int size, int vocabularySize) {
    this.order = order;
    this.size = size;
    this.uniform = 1.0 / vocabularySize;
    int all = Math.multiplyExact(size, order);
    this.share = new float[all];
    this.one = new float[all];
    this.once = new float[all];
    this.twice = new float[all];
    this.more = new float[all];
    this.kind = new byte[all];
  }

  /** Looks all tokens but the first up, each after all that come before it. */
  static HeldOut of(NGramCounts counts, List<IntColumn> adjusted, Tokens tokens) {
    NGramTrie trie = counts.trie();
    HeldOut heldOut =
        new HeldOut(trie.order(), Math.toIntExact(tokens.size() - 1), trie.vocabularySize());
    int separator = counts.separator().orElse(NGramTrie.NONE);
    int[] contexts = new int[trie.order()];
    int length = 0;
    int[] ofRoot = kinds(trie, adjusted, 0, 0);
    for (int i = 0; i < tokens.size(); i++) {
      int token = tokens.at(i);
      int[] children = new int[trie.order()];
      for (int level = 0; level <= length; level++) {
        int context = contexts[level];
        children[level] =
            context == NGramTrie.NONE ? NGramTrie.NONE : trie.find(level, context, token);
        if (i > 0 && context != NGramTrie.NONE) {
          int[] kinds = level == 0 ? ofRoot : kinds(trie, adjusted, level, context);
          int child = children[level];
          int count = child == NGramTrie.NONE ? 0 : adjusted.get(level).get(child);
          heldOut.set((i - 1) * trie.order() + level, count, kinds);
        }
      }
      if (token == separator) {
        length = Math.min(1, trie.order() - 1);
        contexts[length] = length == 1 ? token : 0;
      } else {
        length = Math.min(length + 1, trie.order() - 1);
        System.arraycopy(children, 0, contexts, 1, length);
      }
      for (int level = length + 1; level < trie.order(); level++) {
        contexts[level] = NGramTrie.NONE;
      }
    }
    return heldOut;
  }

  /** What was counted after a context in all, and how many tokens once, twice and more often. */
  private static int[] kinds(NGramTrie trie, List<IntColumn> adjusted, int level, int context) {
    int[] kinds = new int[4];
    IntColumn counts = adjusted.get(level);
    int end = trie.end(level, context);
    for (int child = trie.begin(level, context); child < end; child++) {
      int count = counts.get(child);
      kinds[0] += count;
      if (count > 0) {
        kinds[Math.min(count, 3)]++;
      }
    }
    return kinds;
  }

  private void set(int index, int count, int[] kinds) {
    float total = kinds[0];
    if (total > 0) {
      share[index] = count / total;
      one[index] = 1 / total;
      once[index] = kinds[1] / total;
      twice[index] = kinds[2] / total;
      more[index] = kinds[3] / total;
      kind[index] = (byte) Math.min(count, 3);
    }
  }

  private double rest(int index, double[] d) {
    return one[index] == 0 ? 1 : once[index] * d[1] + twice[index] * d[2] + more[index] * d[3];
  }

  private double share(int index, double[] d) {
    return share[index] - d[kind[index]] * one[index];
  }

  /**
   * The mean of the tokens' log-probabilities, in nats.
   *
   * @param discounts [level - 1][count, 3 for more]
   */
  double meanLogLikelihood(double[][] discounts) {
    double sum = 0;
    for (int t = 0; t < size; t++) {
      double p = uniform;
      for (int level = 0; level < order; level++) {
        int index = t * order + level;
        p = share(index, discounts[level]) + rest(index, discounts[level]) * p;
      }
      sum += Math.log(p);
    }
    return sum / size;
  }

  /**
   * The mean log-likelihood, and how it changes with the discounts of one length.
   *
   * @param value in nats
   * @param gradient [discount]
   * @param curvature [discount][discount], the Hessian's negative
   */
  // Short-lived; never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Slope(double value, double[] gradient, double[][] curvature) {
    /** What to add to the discounts: the solution of curvature x = gradient, by elimination. */
    double[] newtonStep() {
      int n = gradient.length;
      double[] x = gradient.clone();
      double[][] a = new double[n][];
      for (int i = 0; i < n; i++) {
        a[i] = curvature[i].clone();
        a[i][i] += 1e-12; // where no such count is near, the discount stays
      }
      for (int i = 0; i < n; i++) {
        for (int k = i + 1; k < n; k++) {
          double factor = a[k][i] / a[i][i];
          for (int j = i; j < n; j++) {
            a[k][j] -= factor * a[i][j];
          }
          x[k] -= factor * x[i];
        }
      }
      for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++) {
          x[i] -= a[i][j] * x[j];
        }
        x[i] /= a[i][i];
      }
      return x;
    }
  }

  /**
   * @param level whose discounts change, 1 to the order
   */
  Slope slope(double[][] discounts, int level) {
    double value = 0;
    double[] gradient = new double[3];
    double[][] curvature = new double[3][3];
    double[] change = new double[3];
    for (int t = 0; t < size; t++) {
      int from = t * order;
      double lower = uniform;
      for (int k = 0; k < level - 1; k++) {
        lower = share(from + k, discounts[k]) + rest(from + k, discounts[k]) * lower;
      }
      int at = from + level - 1;
      double p = share(at, discounts[level - 1]) + rest(at, discounts[level - 1]) * lower;
      double reach = 1; // how much of a change here reaches the longest context
      for (int k = level; k < order; k++) {
        double rest = rest(from + k, discounts[k]);
        p = share(from + k, discounts[k]) + rest * p;
        reach *= rest;
      }
      value += Math.log(p);
      if (one[at] == 0) {
        continue;
      }
      double scale = reach / p;
      change[0] = once[at] * lower * scale;
      change[1] = twice[at] * lower * scale;
      change[2] = more[at] * lower * scale;
      if (kind[at] > 0) {
        change[kind[at] - 1] -= one[at] * scale;
      }
      for (int i = 0; i < 3; i++) {
        gradient[i] += change[i] / size;
        for (int j = 0; j < 3; j++) {
          curvature[i][j] += change[i] * change[j] / size;
        }
      }
    }
    return new Slope(value / size, gradient, curvature);
  }
}
