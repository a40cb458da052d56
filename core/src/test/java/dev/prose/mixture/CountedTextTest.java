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
    Voting voting = new Voting(text.vocabularySize());
    Votes votes = new Votes(text.kinds().size());
    return IntStream.range(0, SIZE)
        .flatMap(position -> {
          counted.vote(position, voting, votes);
          return IntStream.of(words(votes).hashCode());
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
      counted.vote(SIZE / 2, new Voting(text.vocabularySize()), votes);
      assertThat(votes.total)
          .as("what is still counted")
          .startsWith(new int[text.kinds().counted().size()]);
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

  /** While a block is out, predictions within it do not depend on the block's own symbols. */
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

  /** The shortest contexts' votes are kept from one position to another. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsKeptIsWhatWouldBeFound(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.of(seed, lines);
      for (int alphabet : new int[] {text.vocabularySize(), 300}) {
        CountedText counted = new CountedText(text.tokens(), alphabet, text.kinds());
        Voting voting = new Voting(alphabet);
        for (int position = 0; position < counted.size(); position++) {
          Votes votes = new Votes(text.kinds().size());
          Votes expected = new Votes(text.kinds().size());
          counted.vote(position, voting, votes);
          counted.vote(position, new Voting(alphabet), expected);
          assertThat(words(votes))
              .as("seed %d, position %d, %d symbols", seed, position, alphabet)
              .isEqualTo(words(expected));
        }
      }
    }
  }

  /** Everything known about a position except its symbol, as text. */
  private static String seen(CountedText text, int position, Weights weights) {
    Votes votes = new Votes(weights.kinds());
    text.vote(position, new Voting(weights.vocabularySize()), votes);
    float[] probabilities = new float[weights.vocabularySize()];
    new Combination(weights).probabilities(votes, probabilities);
    return words(votes) + ": " + Arrays.toString(probabilities);
  }

  private static String words(Votes votes) {
    StringBuilder words = new StringBuilder("after ").append(votes.before);
    for (int kind = 0; kind < votes.kinds(); kind++) {
      Votes ofKind = votes.of(kind);
      words.append(" | ").append(votes.total[kind]);
      for (int entry = ofKind.begin(kind); entry < ofKind.end[kind]; entry++) {
        words
            .append(", ")
            .append(ofKind.counts[entry])
            .append(" of ")
            .append(ofKind.symbols[entry])
            .append(": ")
            .append(ofKind.features[entry]);
      }
    }
    return words.append(" ").append(Arrays.toString(votes.inputs)).toString();
  }
}
