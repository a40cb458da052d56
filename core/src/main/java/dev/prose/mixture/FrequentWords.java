package dev.prose.mixture;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A text's words, numbered by how frequent they are; rare ones have no number. */
final class FrequentWords {
  /** How often a word has to come. */
  static final int LEAST = 4;

  private static final int RARE = -1;
  private static final int END = -2; // where a text of its own ends

  private final int[] first; // [word]: where it is first, in tokens
  private final int[] lengths; // [word], in tokens
  private final int[] at; // [place]: a word's number, RARE or END
  private final int[] begins; // [word]: of its places
  private final int[] places;

  FrequentWords(int[] tokens, CharacterTraits traits, boolean lines) {
    Survey survey = new Survey(tokens, traits);
    RunningWords.forEach(tokens, traits, lines, survey);
    int[] order = survey.frequent();
    int[] numbers = new int[survey.index.size()];
    Arrays.fill(numbers, RARE);
    for (int word = 0; word < order.length; word++) {
      numbers[order[word]] = word;
    }
    first = IntStream.of(order).map(each -> survey.first[each]).toArray();
    lengths = IntStream.of(order).map(each -> survey.lengths[each]).toArray();
    at = survey.at();
    Pieces.forEach(
        0,
        at.length,
        (from, to) -> {
          for (int place = from; place < to; place++) {
            at[place] = at[place] == END ? END : numbers[at[place]];
          }
        });
    begins = new int[order.length + 1];
    for (int word = 0; word < order.length; word++) {
      begins[word + 1] = begins[word] + survey.times[order[word]];
    }
    places = new int[begins[order.length]];
    findPlaces();
  }

  private void findPlaces() {
    int[] next = begins.clone();
    Pieces.forEach(
        0,
        at.length,
        (from, to) -> {
          for (int place = from; place < to; place++) {
            if (at[place] >= 0) {
              places[next[at[place]]++] = place;
            }
          }
        });
  }

  /** Number of different words. */
  int size() {
    return lengths.length;
  }

  /** Number of places: running words, rare ones included, and ends of texts. */
  int running() {
    return at.length;
  }

  /** The word at a place; negative if it is rare, or a text of its own ends there. */
  int at(int place) {
    return at[place];
  }

  boolean isEnd(int place) {
    return at[place] == END;
  }

  /** The index of the first of a word's places; those of the next word follow on them. */
  int begin(int word) {
    return begins[word];
  }

  /** One of a word's places. */
  int place(int index) {
    return places[index];
  }

  /** [word][letter]: token ids, as each word was first seen. */
  int[][] letters(int[] tokens) {
    return IntStream.range(0, size())
        .mapToObj(word -> Arrays.copyOfRange(tokens, first[word], first[word] + lengths[word]))
        .toArray(int[][]::new);
  }

  /** Counts all words. */
  private static final class Survey implements RunningWords.Use {
    private final int[] tokens;
    private final CharacterTraits traits;
    private final ContextIndex index = new ContextIndex();
    private int[] times = new int[1 << 10]; // [word in order of appearance]
    private int[] first = new int[1 << 10];
    private int[] lengths = new int[1 << 10];
    private int[] at = new int[1 << 10]; // [place]: a word in order of appearance, or END
    private int size;

    Survey(int[] tokens, CharacterTraits traits) {
      this.tokens = tokens;
      this.traits = traits;
    }

    @Override
    public void take(int from, int to) {
      if (size == at.length) {
        at = Arrays.copyOf(at, 2 * size);
      }
      if (from == to) {
        at[size++] = END;
        return;
      }
      int word = index.intern(RunningWords.hash(tokens, from, to, traits));
      if (word == times.length) {
        times = Arrays.copyOf(times, 2 * word);
        first = Arrays.copyOf(first, 2 * word);
        lengths = Arrays.copyOf(lengths, 2 * word);
      }
      if (times[word] == 0) {
        first[word] = from;
        lengths[word] = to - from;
      }
      times[word]++;
      at[size++] = word;
    }

    int[] at() {
      return Arrays.copyOf(at, size);
    }

    /** The words that come often enough and are not too long, the most frequent first. */
    int[] frequent() {
      return IntStream.range(0, index.size())
          .filter(word -> times[word] >= LEAST && lengths[word] <= WordClasses.MOST_LETTERS)
          .boxed()
          .sorted((one, other) -> Integer.compare(times[other], times[one]))
          .limit(WordClasses.MOST_WORDS)
          .mapToInt(Integer::intValue)
          .toArray();
    }
  }
}
