package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnfinishedWordTest {
  private static final int TEXTS = 12;

  /** What a cursor counts word by word is what is counted of a whole text, up to the last word. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itCountsWhatATextCounts(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.of(seed, lines);
      int[] tokens = text.tokens();
      Kinds kinds = text.kinds();
      Map<List<Long>, Integer> counted = new HashMap<>(); // by table, key and outcome
      Set<List<Long>> contexts = new HashSet<>(); // tables and keys
      UnfinishedWord word = new UnfinishedWord(kinds);
      History history = kinds.history();
      int end = 0; // of what is counted
      for (int i = 0; i < tokens.length; i++) {
        for (int table = 0; table < ContextKind.OF_NEXT_CLASS.size(); table++) {
          contexts.add(key(kinds, table, history));
        }
        boolean ended =
            word.read(
                history,
                tokens[i],
                (table, key, outcome) ->
                    counted.merge(List.of((long) table, key, (long) outcome), 1, Integer::sum));
        end = ended ? i + 1 : end;
        history.advance(tokens[i]);
      }
      assertThat(end).isPositive();
      CountedText whole = new CountedText(Arrays.copyOf(tokens, end), text.vocabularySize(), kinds);
      Map<List<Long>, Integer> expected = new HashMap<>();
      for (List<Long> context : contexts) {
        whole
            .counts()
            .get(context.getFirst().intValue())
            .look(
                context.getLast(),
                (outcome, count) ->
                    expected.put(
                        List.of(context.getFirst(), context.getLast(), (long) outcome), count));
      }
      assertThat(counted).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static List<Long> key(Kinds kinds, int table, History history) {
    return List.of(
        (long) kinds.counted().size() + table, ContextKind.OF_NEXT_CLASS.get(table).key(history));
  }
}
