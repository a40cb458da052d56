package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.column.IntColumn;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedTextTest {
  private static final int TEXTS = 4;
  private static final int SIZE = 6000; // more than one of the pieces that long loops are cut into
  private static final int BLOCKS = 7;

  private static CountedText counted(MixtureText text, int... tokens) {
    return new CountedText(tokens, text.vocabularySize(), text.kinds());
  }

  /** A text that comes again and again, with some tokens of it elsewhere. */
  private static int[] tokens(MixtureText text, SplitMix64 random) {
    int[] once = text.tokens();
    return IntStream.range(0, SIZE)
        .map(i -> once[random.nextInt(9) == 0 ? random.nextInt(once.length) : i % once.length])
        .toArray();
  }

  /** All that is counted after the contexts of all positions. */
  private static int[] counts(MixtureText text, CountedText counted) {
    Votes votes = new Votes(text.kinds().size());
    return IntStream.range(0, SIZE)
        .flatMap(position -> {
          counted.look(position, votes);
          return IntStream.of(
              Arrays.hashCode(Arrays.copyOf(votes.symbols, votes.size())),
              Arrays.hashCode(Arrays.copyOf(votes.counts, votes.size())),
              Arrays.hashCode(votes.end));
        })
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsTakenOutAndPutBackCountsAsBefore(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.ofLongLines(seed, lines);
      SplitMix64 random = SplitMix64.stream(seed, 4);
      CountedText counted = counted(text, tokens(text, random));
      int[] before = counts(text, counted);
      for (int range = 0; range < 5; range++) {
        int from = random.nextInt(SIZE);
        int to = from + random.nextInt(SIZE - from + 1);
        counted.remove(from, to);
        counted.add(from, to);
        assertThat(counts(text, counted)).as("seed %d, %d to %d", seed, from, to).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allBlocksCanBeOutAtOnce(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.ofLongLines(seed, lines);
      CountedText counted = counted(text, tokens(text, SplitMix64.stream(seed, 5)));
      int[] before = counts(text, counted);
      for (int block = 0; block < BLOCKS; block++) {
        counted.remove(SIZE * block / BLOCKS, SIZE * (block + 1) / BLOCKS);
      }
      Votes votes = new Votes(text.kinds().size());
      counted.look(SIZE / 2, votes);
      assertThat(votes.end[text.kinds().counted().size() - 1]).as("what is still counted").isZero();
      for (int block = BLOCKS - 1; block >= 0; block--) {
        counted.add(SIZE * block / BLOCKS, SIZE * (block + 1) / BLOCKS);
      }
      assertThat(counts(text, counted)).as("seed %d", seed).isEqualTo(before);
    }
  }

  /** Also where counts take 4 bytes, as those that are changed do. */
  @Test
  void countsThatWereGivenAwayStayAsTheyAre() {
    int times = 70_000;
    MixtureText text = MixtureText.of(1, false);
    CountedText counted = counted(text, new int[times]);
    IntColumn ofLongest = counted.counts().get(ContextKind.LONGEST).counts();
    int last = (int) ofLongest.size() - 1;
    assertThat(ofLongest.get(last)).isEqualTo(times - ContextKind.LONGEST);
    counted.remove(0, times / 2);
    assertThat(ofLongest.get(last)).isEqualTo(times - ContextKind.LONGEST);
  }

  /** While a block is out, it is predicted as if nobody knew what comes from there on. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatComesLaterChangesNothing(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.ofLongLines(seed, lines);
      SplitMix64 random = SplitMix64.stream(seed, 6);
      int[] tokens = text.tokens();
      int last = random.nextInt(tokens.length);
      int[] scrambled = tokens.clone();
      for (int i = last; i < scrambled.length; i++) {
        scrambled[i] = random.nextInt(text.vocabularySize());
      }
      CountedText one = counted(text, tokens);
      CountedText other = counted(text, scrambled);
      one.remove(last, tokens.length);
      other.remove(last, tokens.length);
      Weights weights = text.randomWeights();
      for (int position = 0; position <= last; position++) {
        assertThat(seen(other, position, weights))
            .as("seed %d, position %d of %d", seed, position, last)
            .isEqualTo(seen(one, position, weights));
      }
    }
  }

  /** All that can be seen of a position, but for what came there, in words. */
  private static String seen(CountedText text, int position, Weights weights) {
    Votes votes = new Votes(weights.kinds());
    text.look(position, votes);
    new Voting(weights.vocabularySize()).vote(votes);
    float[] probabilities = new float[weights.vocabularySize()];
    new Combination(weights).probabilities(votes, probabilities);
    int size = votes.size();
    return "after %d, ends %s, totals %s, symbols %s, counts %s, features %s, inputs %s: %s"
        .formatted(
            votes.before,
            Arrays.toString(votes.end),
            Arrays.toString(votes.total),
            Arrays.toString(Arrays.copyOf(votes.symbols, size)),
            Arrays.toString(Arrays.copyOf(votes.counts, size)),
            Arrays.toString(Arrays.copyOf(votes.features, size)),
            Arrays.toString(votes.inputs),
            Arrays.toString(probabilities));
  }
}
