package dev.prose.count;

import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A small random text to count in: an alphabet of one to five symbols, some more frequent than
 * others, none to 200 of them, order one to six.
 */
public record RandomText(Tokens tokens, int order, OptionalInt separator) {
  private static final int CONTEXTS = 80;

  /** Tests so many texts of both kinds. */
  public static void forEach(int seeds, Consumer<RandomText> test) {
    for (long seed = 0; seed < seeds; seed++) {
      test.accept(whole(seed));
      test.accept(ofSequences(seed));
    }
  }

  /** A text that is one sequence. */
  public static RandomText whole(long seed) {
    return of(seed, false);
  }

  /**
   * A text of many sequences, some of them empty, which begins or ends with the separator or does
   * not.
   */
  public static RandomText ofSequences(long seed) {
    return of(seed, true);
  }

  private static RandomText of(long seed, boolean sequences) {
    SplitMix64 random = new SplitMix64(seed);
    int vocabularySize = 1 + random.nextInt(5);
    int order = 1 + random.nextInt(6);
    int size = random.nextInt(3) == 0 ? random.nextInt(order + 2) : random.nextInt(201);
    int[] ids = new int[size];
    for (int i = 0; i < size; i++) {
      // Low ones are more frequent, so that the counts differ.
      ids[i] = (int) (vocabularySize * Math.pow(random.nextDouble(), 2));
    }
    OptionalInt separator =
        sequences ? OptionalInt.of(random.nextInt(vocabularySize)) : OptionalInt.empty();
    return new RandomText(Tokens.of(ids, vocabularySize), order, separator);
  }

  /** What is to be tested. */
  public NGramCounts counts() {
    return separator.isPresent()
        ? NGramCounts.ofSequences(tokens, order, separator.getAsInt())
        : NGramCounts.of(tokens, order);
  }

  public int vocabularySize() {
    return tokens.vocabularySize();
  }

  /** Sequences to look on from: short ones, and random ones longer than a model looks back. */
  public List<List<Integer>> contexts() {
    int vocabularySize = vocabularySize();
    List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < all.size() && all.get(i).size() < order; i++) {
      if (all.size() + vocabularySize > CONTEXTS) {
        break;
      }
      for (int token = 0; token < vocabularySize; token++) {
        List<Integer> longer = new ArrayList<>(all.get(i));
        longer.add(token);
        all.add(longer);
      }
    }
    SplitMix64 random = new SplitMix64(tokens.size());
    while (all.size() < CONTEXTS) {
      int size = random.nextInt(2 * order);
      all.add(random.ints(size, 0, vocabularySize).boxed().toList());
    }
    return all;
  }

  @Override
  public String toString() {
    return "order %d, separator %s, V %d, %s"
        .formatted(order, separator, vocabularySize(), Arrays.toString(tokens.toArray()));
  }
}
