package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningWordsTest {
  /** A word, or a mark, of which a history knows once it has ended. */
  private record Ended(int at, long hash) {}

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theyAreTheWordsOfAHistory(boolean lines) {
    for (long seed = 0; seed < 50; seed++) {
      MixtureText text = MixtureText.of(seed, lines);
      int[] tokens = text.tokens();
      CharacterTraits traits = text.kinds().traits();
      List<Ended> words = new ArrayList<>();
      RunningWords.forEach(
          tokens,
          traits,
          lines,
          (from, to) -> {
            boolean isMark = from < to && traits.isMark(tokens[from]);
            long hash = from == to ? 0 : RunningWords.hash(tokens, from, to, traits);
            words.add(new Ended(isMark ? from : to, hash));
          });
      History history = text.kinds().history();
      int begin = 0; // of the line
      for (int position = 0; position < tokens.length; position++) {
        history.advance(tokens[position]);
        if (lines && traits.isLineEnd(tokens[position])) {
          begin = position + 1;
        }
        long previous = 0;
        long before = 0;
        for (Ended each : words) {
          if (each.at >= begin && each.at <= position) {
            before = previous;
            previous = each.hash;
          }
        }
        assertThat(history.previousWord()).as("seed %d, %d", seed, position).isEqualTo(previous);
        assertThat(history.wordBefore()).as("seed %d, %d", seed, position).isEqualTo(before);
      }
    }
  }
}
