package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.column.IntColumn;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountedTextTest {
  private static final int TEXTS = 4;
  private static final int SIZE = 6000; // more than one of the pieces that long loops are cut into

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

  /** All that is known at the positions of a part that is out, as text. */
  private static List<String> seen(MixtureText text, CountedText counted, int from, int to) {
    LearningReader reader = new LearningReader(counted, text.kinds(), new LearningPlan(1, 0, 1));
    Bases bases = new Bases(text.vocabularySize());
    NextClass next = new NextClass(text.kinds(), WideContexts.ENTRIES);
    Voting voting = new Voting(text.kinds());
    Votes votes = new Votes(text.kinds().size());
    List<String> seen = new ArrayList<>();
    reader.begin(from);
    for (int position = from; position < to; position++) {
      counted.look(position, reader.readTo(position), bases, next, votes);
      voting.vote(votes);
      seen.add(words(votes));
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsTakenOutAndPutBackCountsAsBefore(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.ofLongLines(seed, lines);
      SplitMix64 random = SplitMix64.stream(seed, 4);
      int[] tokens = tokens(text, random);
      CountedText counted = counted(text, tokens);
      for (int range = 0; range < 5; range++) {
        int from = random.nextInt(SIZE);
        counted.remove(from, from + random.nextInt(SIZE - from + 1), () -> false);
        counted.putBack();
      }
      CountedText anew = counted(text, tokens);
      counted.remove(SIZE / 3, SIZE / 2, () -> false);
      anew.remove(SIZE / 3, SIZE / 2, () -> false);
      assertThat(seen(text, counted, SIZE / 3, SIZE / 2))
          .as("seed %d", seed)
          .isEqualTo(seen(text, anew, SIZE / 3, SIZE / 2));
    }
  }

  /** Whenever it is stopped, nothing is out, and the next part can be taken out. */
  @Test
  void whatWasStoppedTakesNothingOut() {
    MixtureText text = MixtureText.ofLongLines(3, false);
    int[] tokens = tokens(text, new SplitMix64(6));
    CountedText counted = counted(text, tokens);
    for (int asks : new int[] {0, 1, 5}) {
      AtomicInteger left = new AtomicInteger(asks);
      assertThat(counted.remove(0, SIZE, () -> left.getAndDecrement() <= 0)).isFalse();
    }
    CountedText anew = counted(text, tokens);
    assertThat(counted.remove(SIZE / 3, SIZE / 2, () -> false)).isTrue();
    anew.remove(SIZE / 3, SIZE / 2, () -> false);
    assertThat(seen(text, counted, SIZE / 3, SIZE / 2))
        .isEqualTo(seen(text, anew, SIZE / 3, SIZE / 2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofATextThatIsOutNothingIsCounted(boolean lines) {
    MixtureText text = MixtureText.ofLongLines(1, lines);
    CountedText counted = counted(text, tokens(text, new SplitMix64(5)));
    counted.remove(0, SIZE, () -> false);
    Votes votes = new Votes(text.kinds().size());
    Reader reader = new Reader(text.kinds());
    counted.look(
        SIZE / 2,
        reader,
        new Bases(text.vocabularySize()),
        new NextClass(text.kinds(), WideContexts.ENTRIES),
        votes);
    assertThat(votes.total).containsOnly(0);
    assertThat(votes.base().total).containsOnly(0);
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
    counted.remove(0, times / 2, () -> false);
    assertThat(ofLongest.get(last)).isEqualTo(times - ContextKind.LONGEST);
  }

  /** While a block is out, what is known within it does not depend on what comes later. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatComesLaterChangesNothing(boolean lines) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.ofLongLines(seed, lines);
      SplitMix64 random = SplitMix64.stream(seed, 6);
      int[] tokens = text.tokens();
      int from = random.nextInt(tokens.length);
      int last = from + random.nextInt(tokens.length - from);
      int[] scrambled = tokens.clone();
      for (int i = last; i < scrambled.length; i++) {
        scrambled[i] = random.nextInt(text.vocabularySize());
      }
      CountedText one = counted(text, tokens);
      CountedText other = counted(text, scrambled);
      one.remove(from, tokens.length, () -> false);
      other.remove(from, tokens.length, () -> false);
      assertThat(seen(text, other, from, last + 1))
          .as("seed %d, positions %d to %d", seed, from, last)
          .isEqualTo(seen(text, one, from, last + 1));
    }
  }

  /** What the shortest contexts predict is kept from one position to another, for some of them. */
  @ParameterizedTest
  @CsvSource({"false, 100", "true, 100", "false, 3", "false, 0"})
  void whatIsKeptIsWhatWouldBeFound(boolean lines, int most) {
    for (long seed = 0; seed < TEXTS; seed++) {
      MixtureText text = MixtureText.of(seed, lines);
      int size = text.tokens().length;
      text.counted().remove(size / 2, size, () -> false);
      Bases kept = new Bases(text.vocabularySize(), most);
      Reader reader = new Reader(text.kinds());
      Votes votes = new Votes(text.kinds().size());
      for (int position = 0; position < size / 2; position++) {
        reader.advance(text.tokens()[position]);
      }
      for (int position = size / 2; position < size; position++) {
        if (position % 50 == 0) {
          text.counted().putBack();
          text.counted().remove(position, size, () -> false);
          kept.forget();
        }
        text.counted()
            .look(position, reader, kept, new NextClass(text.kinds(), WideContexts.ENTRIES), votes);
        float[] logs = votes.base().logs.clone();
        text.counted()
            .look(
                position,
                reader,
                new Bases(text.vocabularySize()),
                new NextClass(text.kinds(), WideContexts.ENTRIES),
                votes);
        assertThat(votes.base().logs).as("seed %d, position %d", seed, position).isEqualTo(logs);
        reader.advance(text.tokens()[position]);
      }
    }
  }

  private static String words(Votes votes) {
    StringBuilder words = new StringBuilder("after ").append(Arrays.toString(votes.base().logs));
    for (int kind = ContextKind.BASE + 1; kind < votes.kinds(); kind++) {
      words.append(" | ").append(votes.total[kind]);
      for (int entry = votes.begin(kind); entry < votes.end[kind]; entry++) {
        words
            .append(", ")
            .append(votes.counts[entry])
            .append(" of ")
            .append(votes.symbols[entry])
            .append(": ")
            .append(votes.features[entry]);
      }
    }
    return words.append(" ").append(Arrays.toString(votes.inputs)).toString();
  }
}
