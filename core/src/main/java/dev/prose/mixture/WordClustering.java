package dev.prose.mixture;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds classes of words by exchange. Each word in turn, the frequent ones first, goes to the class
 * with which the classes of neighbors tell most of each other, in nats:
 *
 * <pre>  sum of N(g, h) ln N(g, h)  -  sum of N(g) ln N(g)  -  sum of N(h) ln N(h)</pre>
 *
 * <p>where N(g, h) counts how often a word of class h comes right after one of class g. That is the
 * log-likelihood of a bigram model of classes, but for a constant.
 *
 * <p>Source: Brown et al., "Class-based n-gram models of natural language", 1992, for the model;
 * Martin, Liermann and Ney, "Algorithms for bigram and trigram word clustering", 1998, for the
 * algorithm.
 */
final class WordClustering {
  // Chosen on tiny Shakespeare: docs/adr/0009-mixture.md.
  private static final int ROUNDS = 5;

  private static final int CLASSES = WordClasses.COUNT;
  private static final double BETTER = 1e-6; // nats, by which a class has to be better

  private final FrequentWords words;
  private final int[] classes; // [word]
  private final int[] pairs = new int[CLASSES * CLASSES]; // [class][class after it]
  private final int[] asFirst = new int[CLASSES]; // of pairs
  private final int[] asSecond = new int[CLASSES];
  private final int[] before = new int[CLASSES]; // how often each class comes before the word
  private final int[] after = new int[CLASSES];
  private final int[] neighbors = new int[CLASSES]; // the classes that come before or after it
  private int neighborCount;
  private int besideItself; // how often the word comes right after itself
  private int allBefore; // how many words come before it, itself included
  private int allAfter;

  private WordClustering(FrequentWords words) {
    this.words = words;
    this.classes = new int[words.size()];
    for (int word = 0; word < classes.length; word++) {
      classes[word] = 1 + word % (CLASSES - 1);
    }
  }

  /** The classes of a text's words. */
  static WordClasses of(int[] tokens, CharacterTraits traits, boolean lines) {
    return of(tokens, traits, lines, ROUNDS);
  }

  static WordClasses of(int[] tokens, CharacterTraits traits, boolean lines, int rounds) {
    FrequentWords words = new FrequentWords(tokens, traits, lines);
    WordClustering clustering = new WordClustering(words);
    clustering.count();
    for (int round = 0; round < rounds; round++) {
      clustering.exchangeAll();
    }
    return WordClasses.of(words.letters(tokens), clustering.classes, traits);
  }

  private void count() {
    Pieces.forEach(
        1,
        words.running(),
        (from, to) -> {
          for (int place = from; place < to; place++) {
            if (!words.isEnd(place - 1) && !words.isEnd(place)) {
              int first = classAt(place - 1);
              int second = classAt(place);
              pairs[index(first, second)]++;
              asFirst[first]++;
              asSecond[second]++;
            }
          }
        });
  }

  private static int index(int first, int second) {
    return first * CLASSES + second;
  }

  private int classAt(int place) {
    int word = words.at(place);
    return word < 0 ? WordClasses.RARE : classes[word];
  }

  private void exchangeAll() {
    Pieces.forEach(
        0,
        classes.length,
        (from, to) -> {
          for (int word = from; word < to; word++) {
            exchange(word);
          }
        });
  }

  private void exchange(int word) {
    findNeighbors(word);
    change(classes[word], -1);
    classes[word] = best(classes[word]);
    change(classes[word], 1);
  }

  private void findNeighbors(int word) {
    Arrays.fill(before, 0);
    Arrays.fill(after, 0);
    besideItself = 0;
    for (int i = words.begin(word); i < words.begin(word + 1); i++) {
      int place = words.place(i);
      if (place > 0 && !words.isEnd(place - 1)) {
        if (words.at(place - 1) == word) {
          besideItself++;
        } else {
          before[classAt(place - 1)]++;
        }
      }
      if (place + 1 < words.running() && !words.isEnd(place + 1) && words.at(place + 1) != word) {
        after[classAt(place + 1)]++;
      }
    }
    neighborCount = 0;
    allBefore = besideItself;
    allAfter = besideItself;
    for (int each = 0; each < CLASSES; each++) {
      if (before[each] + after[each] > 0) {
        neighbors[neighborCount++] = each;
        allBefore += before[each];
        allAfter += after[each];
      }
    }
  }

  /** Puts the word into a class, or takes it out. Its neighbors stay in theirs. */
  private void change(int of, int sign) {
    for (int i = 0; i < neighborCount; i++) {
      int neighbor = neighbors[i];
      pairs[index(neighbor, of)] += sign * before[neighbor];
      pairs[index(of, neighbor)] += sign * after[neighbor];
    }
    pairs[index(of, of)] += sign * besideItself;
    asFirst[of] += sign * allAfter;
    asSecond[of] += sign * allBefore;
  }

  /** The best class for the word that was taken out; the one where it was, if none is better. */
  private int best(int old) {
    int best = old;
    double highest = gain(old) + BETTER;
    for (int candidate = 1; candidate < CLASSES; candidate++) {
      double gain = candidate == old ? Double.NEGATIVE_INFINITY : gain(candidate);
      if (gain > highest) {
        best = candidate;
        highest = gain;
      }
    }
    return best;
  }

  /** What the log-likelihood gains when the word is put into a class. */
  private double gain(int candidate) {
    double gain = 0;
    int inside = besideItself; // pairs within the class
    for (int i = 0; i < neighborCount; i++) {
      int neighbor = neighbors[i];
      if (neighbor == candidate) {
        inside += before[neighbor] + after[neighbor];
      } else {
        gain += rise(pairs[index(neighbor, candidate)], before[neighbor]);
        gain += rise(pairs[index(candidate, neighbor)], after[neighbor]);
      }
    }
    return gain
        + rise(pairs[index(candidate, candidate)], inside)
        - rise(asFirst[candidate], allAfter)
        - rise(asSecond[candidate], allBefore);
  }

  /** By how much n ln n rises from a count to a larger one. */
  private static double rise(int count, int more) {
    return more == 0 ? 0 : LogTable.nLogN(count + more) - LogTable.nLogN(count);
  }

  /** n ln n, from a table where n is small. */
  private static final class LogTable {
    private static final double[] SMALL =
        IntStream.range(0, 1 << 15).mapToDouble(LogTable::compute).toArray();

    static double nLogN(int n) {
      return n < SMALL.length ? SMALL[n] : compute(n);
    }

    private static double compute(int n) {
      return n == 0 ? 0 : n * StrictMath.log(n);
    }
  }
}
