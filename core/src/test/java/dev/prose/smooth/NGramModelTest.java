package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.column.DoubleColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NGramModelTest {
  private static final int VOCABULARY = 6;
  private static final NGramCounts COUNTS = NGramCounts.of(text(), 4);
  private static final NGramCounts SEQUENCES = NGramCounts.ofSequences(text(), 4, 0);

  private static Tokens text() {
    SplitMix64 random = new SplitMix64(11);
    int[] ids = new int[400];
    for (int i = 0; i < ids.length; i++) {
      // The last token of the vocabulary is never seen.
      ids[i] = (int) ((VOCABULARY - 1) * Math.pow(random.nextDouble(), 2));
    }
    return Tokens.of(ids, VOCABULARY);
  }

  @Nested
  class KneserNeyTest extends NGramModelContract {
    @Override
    protected NGramModel model() {
      return KneserNey.ESTIMATED.fit(COUNTS);
    }
  }

  @Nested
  class KneserNeyOfSequencesTest extends NGramModelContract {
    @Override
    protected NGramModel model() {
      return KneserNey.ESTIMATED.fit(SEQUENCES);
    }

    @Test
    void forgetsAtTheSeparator() {
      double[] first = new double[VOCABULARY];
      model().cursor().probabilities(first);
      NGramCursor cursor = model().cursor();
      double[] later = new double[VOCABULARY];
      for (int token : new int[] {1, 2, 3, 0}) {
        cursor.advance(token);
      }
      cursor.probabilities(later);
      assertThat(later).isEqualTo(first);
    }
  }

  @Nested
  class WittenBellTest extends NGramModelContract {
    @Override
    protected NGramModel model() {
      return new WittenBell().fit(COUNTS);
    }
  }

  @Nested
  class AbsoluteDiscountingTest extends NGramModelContract {
    @Override
    protected NGramModel model() {
      return new AbsoluteDiscounting().fit(COUNTS);
    }
  }

  @Nested
  class AdditiveTest extends NGramModelContract {
    @Override
    protected NGramModel model() {
      return new AdditiveNGrams(0.1).fit(COUNTS);
    }
  }

  @Nested
  class BackoffFormTest extends NGramModelContract {
    private final InterpolatedNGramModel mixture = KneserNey.ESTIMATED.fit(COUNTS);

    /** The same model, as it is written down for others: each probability, and each rest. */
    @Override
    protected NGramModel model() {
      NGramTrie trie = mixture.trie();
      List<DoubleColumn> probabilities = new ArrayList<>();
      for (int level = 1; level <= trie.order(); level++) {
        probabilities.add(DoubleColumn.ofSize(trie.size(level)));
      }
      fill(probabilities, trie, 0, 0, new int[0]);
      List<DoubleColumn> weights = mixture.counting().rests().subList(1, trie.order());
      return new BackoffNGramModel(trie, mixture.separator(), probabilities, weights);
    }

    private void fill(
        List<DoubleColumn> probabilities, NGramTrie trie, int level, int node, int[] context) {
      for (int child = trie.begin(level, node); child < trie.end(level, node); child++) {
        NGramCursor cursor = mixture.cursor();
        for (int token : context) {
          cursor.advance(token);
        }
        int token = trie.token(level + 1, child);
        probabilities.get(level).set(child, cursor.probability(token));
        if (level + 1 < trie.order()) {
          int[] longer = Arrays.copyOf(context, level + 1);
          longer[level] = token;
          fill(probabilities, trie, level + 1, child, longer);
        }
      }
    }

    @Test
    void saysWhatTheMixtureSays() {
      NGramCursor one = mixture.cursor();
      NGramCursor other = model().cursor();
      double[] expected = new double[VOCABULARY];
      double[] actual = new double[VOCABULARY];
      for (int token : new SplitMix64(4).ints(200, 0, VOCABULARY).toArray()) {
        one.probabilities(expected);
        other.probabilities(actual);
        assertThat(actual).containsExactly(expected, within(1e-12));
        one.advance(token);
        other.advance(token);
      }
    }
  }
}
