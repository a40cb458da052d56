package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextClassTest {
  private static final int TEXTS = 6;

  /** To the last bit, whether the context was met before or not. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWideContextSaysWhatItsEntriesDo(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.of(seed, lines);
      List<ContextCounts> counts = text.counted().counts();
      NextClass wide = new NextClass(text.kinds(), 2);
      NextClass narrow = new NextClass(text.kinds(), WideContexts.NONE);
      History history = text.kinds().history();
      for (int token : text.tokens()) {
        assertThat(seen(wide, history, counts)).isEqualTo(seen(narrow, history, counts));
        history.advance(token);
      }
    }
  }

  private static String seen(NextClass next, History history, List<ContextCounts> counts) {
    Votes votes = new Votes(1);
    votes.beginAt(0);
    next.look(history, (table, key, target) -> counts.get(table).look(key, target), votes);
    assertThat(votes.end[0]).isPositive();
    return Arrays.toString(Arrays.copyOf(votes.symbols, votes.end[0]))
        + Arrays.toString(Arrays.copyOf(votes.counts, votes.end[0]));
  }
}
