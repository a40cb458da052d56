package dev.prose.arpa;

import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The n-grams of the lines read so far. */
final class UnsortedModel {
  /** A decimal logarithm that stands for a probability of 0. */
  private static final double IMPOSSIBLE = -99;

  // A logarithm may be this far above 0, by rounding.
  private static final double ROUNDING = 1e-7;

  // So that the product of 30 weights is still finite.
  private static final double MOST_WEIGHT = 10;

  private final ArpaLines lines;
  private final ReadWords words;
  private final List<UnsortedNGrams> nGrams = new ArrayList<>(); // [length - 1]
  private final BitSet combined = new BitSet(); // [word], whether a longer n-gram has it

  UnsortedModel(ArpaLines lines, ReadWords words) {
    this.lines = lines;
    this.words = words;
  }

  /**
   * Adds an n-gram.
   *
   * @param length number of words
   * @param fields the probability, the words, and the weight if there is one
   */
  void add(int length, List<String> fields) {
    if (fields.size() != length + 1 && fields.size() != length + 2) {
      throw lines.fault(
          "there must be a probability, %d words and perhaps a weight, but there are %d fields"
              .formatted(length, fields.size()));
    }
    double probability = logarithm(fields.getFirst());
    boolean weighted = fields.size() == length + 2;
    double weight = weighted ? weight(fields.getLast()) : UnsortedNGrams.NOT_GIVEN;
    int nGram = find(length, fields);
    UnsortedNGrams level = level(length);
    boolean begin = length == 1 && fields.get(1).equals(ArpaWords.BEGIN);
    boolean end = length == 1 && fields.get(1).equals(ArpaWords.END);
    // Of the words around sentences, only the end is predicted, only the beginning is a context.
    if (!begin) {
      requireNew(level.probability(nGram));
      if (probability > ROUNDING) {
        throw lines.fault("the logarithm of a probability is at most 0");
      }
      level.setProbability(nGram, Math.min(0, probability));
    }
    if (!end && weighted) {
      requireNew(level.weight(nGram));
      level.setWeight(nGram, weight);
    }
  }

  private void requireNew(double before) {
    if (!Double.isNaN(before)) {
      throw lines.fault("the n-gram was there already");
    }
  }

  private double weight(String field) {
    double weight = logarithm(field);
    if (weight > MOST_WEIGHT) {
      throw lines.fault(
          "the logarithm of a weight is at most %.0f, but here it is %s"
              .formatted(MOST_WEIGHT, ReadWords.shown(field)));
    }
    return weight;
  }

  private double logarithm(String field) {
    try {
      double logarithm =
          field.equalsIgnoreCase("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(field);
      if (logarithm < Double.POSITIVE_INFINITY) {
        return logarithm;
      }
    } catch (NumberFormatException e) {
      // refused below, like NaN
    }
    throw lines.fault("there must be a decimal logarithm, and not " + ReadWords.shown(field));
  }

  private UnsortedNGrams level(int length) {
    while (nGrams.size() < length) {
      nGrams.add(new UnsortedNGrams());
    }
    return nGrams.get(length - 1);
  }

  private int find(int length, List<String> fields) {
    int nGram = 0;
    for (int place = 1; place <= length; place++) {
      String name = fields.get(place);
      int word = words.number(name);
      if (length > 1) {
        requirePlace(name, word, place, length);
        combined.set(word);
      }
      nGram = level(place).findOrAdd(nGram, word);
    }
    return nGram;
  }

  private void requirePlace(String name, int word, int place, int length) {
    if (word == ReadWords.SENTENCE) {
      boolean fits = name.equals(ArpaWords.BEGIN) ? place == 1 : place == length;
      if (!fits) {
        throw lines.fault(
            "%s can only be the first word, %s only the last"
                .formatted(ArpaWords.BEGIN, ArpaWords.END));
      }
    }
  }

  /** The model. */
  ArpaModel sorted() {
    UnsortedNGrams single = level(1);
    double[] probabilities = new double[words.size()]; // [word], as logarithms
    Arrays.fill(probabilities, UnsortedNGrams.NOT_GIVEN);
    for (int nGram = 0; nGram < single.size(); nGram++) {
      probabilities[single.word(nGram)] = single.probability(nGram);
    }
    ArpaTokens.Assignment assignment = words.assign(possible(probabilities));
    requireProbabilities(assignment, probabilities);
    return new NGramSorting(nGrams, assignment, probabilities).model();
  }

  /** [word], whether it has a probability, or is part of a longer n-gram. */
  private boolean[] possible(double... probabilities) {
    boolean[] possible = new boolean[probabilities.length];
    for (int word = 0; word < possible.length; word++) {
      possible[word] = probabilities[word] > IMPOSSIBLE || combined.get(word);
    }
    return possible;
  }

  private void requireProbabilities(ArpaTokens.Assignment assignment, double... probabilities) {
    int tokens = 0;
    for (int word = 0; word < probabilities.length; word++) {
      boolean leftOut = assignment.token(word) == NGramTrie.NONE;
      tokens += leftOut ? 0 : 1;
      if (leftOut && combined.get(word)) {
        throw lines.fault(
            "longer n-grams have '%s', for which the tokenizer has no token"
                .formatted(ReadWords.shown(words.word(word).name())));
      }
      if (!leftOut && Double.isNaN(probabilities[word])) {
        throw lines.fault(
            "the \\1-grams: had no '%s', which a longer n-gram has"
                .formatted(ReadWords.shown(words.word(word).name())));
      }
    }
    if (tokens == 0) {
      throw lines.fault("the file has no words");
    }
  }
}
