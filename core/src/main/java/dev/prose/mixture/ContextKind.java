package dev.prose.mixture;

import static dev.prose.mixture.History.hash;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A way of looking at the text before a position. Positions that look the same have the same key,
 * and what came next at one of them is likely to come next at another.
 *
 * @param name the name used in options and files, or of {@link #OF_NEXT_CLASS} nowhere else
 * @param keyOf computes the key: a hash of what the kind looks at
 * @param outcome what it counts
 */
record ContextKind(String name, ToLongFunction<History> keyOf, Outcome outcome) {
  /** The longest context of the chain, in characters. */
  static final int LONGEST = 6;

  /**
   * The kinds of the chain up to this one have seen nearly every symbol. They do not vote one by
   * one: together they are the base that the others' votes are added to.
   */
  static final int BASE = 1;

  /** The last 0, 1, …, 6 characters as they are: what an n-gram model looks at. */
  static final List<ContextKind> CHAIN =
      IntStream.rangeClosed(0, LONGEST).mapToObj(ContextKind::chain).toList();

  /** The kinds that go on where the chain ends, as a second chain, of words. */
  static final List<ContextKind> WORDS =
      List.of(
          new ContextKind("word", h -> h.wordOrGap()),
          new ContextKind("word-1", h -> hash(h.wordOrGap(), h.previousWord())),
          new ContextKind(
              "word-1-2", h -> hash(hash(h.wordOrGap(), h.previousWord()), h.wordBefore())));

  /** The kinds that look at {@linkplain WordClasses classes of words}. */
  static final List<ContextKind> CLASSES =
      List.of(
          new ContextKind("class-1", h -> hash(h.wordAndGap(), h.previousClass())),
          new ContextKind(
              "class-1-2", h -> hash(hash(h.wordAndGap(), h.previousClass()), h.classBefore())));

  /** The other kinds. A new kind is one more line here. */
  static final List<ContextKind> OTHERS =
      List.of(
          new ContextKind("word-2", h -> hash(h.wordOrGap(), h.wordBefore())),
          new ContextKind(
              "word-2-3", h -> hash(hash(h.wordOrGap(), h.wordBefore()), h.wordBeforeThat())),
          new ContextKind("shape", h -> hash(h.shape(6), h.last())),
          new ContextKind("skip", h -> h.folded(2, 5)),
          new ContextKind("line", h -> hash(h.wordOrGap(), h.lineType())),
          new ContextKind("line-column", h -> hash(hash(h.wordOrGap(), h.lineType()), h.column())),
          new ContextKind("heading", h -> hash(hash(h.wordOrGap(), h.heading()), h.lineType())),
          new ContextKind("syllable", h -> hash(h.folded(1, 3), h.vowelGroups())));

  /** What {@link NextClass} looks at: first how words of each class are spelled. */
  static final List<ContextKind> OF_NEXT_CLASS =
      List.of(
          new ContextKind("spelling", h -> h.wordOrGap(), Outcome.SYMBOL_OF_CLASS),
          ofClasses("none", h -> History.EMPTY),
          ofClasses("class", h -> hash(History.EMPTY, h.previousClass())),
          ofClasses("classes", h -> hash(hash(History.EMPTY, h.previousClass()), h.classBefore())),
          ofClasses("word", h -> hash(History.EMPTY, h.previousWord())),
          ofClasses("words", h -> hash(hash(History.EMPTY, h.previousWord()), h.wordBefore())));

  /** All kinds beside the chain of characters. */
  static final List<ContextKind> BESIDE =
      Stream.of(WORDS, CLASSES, OTHERS).flatMap(List::stream).toList();

  /** All kinds, the chain first. */
  static final List<ContextKind> ALL = Stream.concat(CHAIN.stream(), BESIDE.stream()).toList();

  /** A kind that counts symbols. */
  ContextKind(String name, ToLongFunction<History> keyOf) {
    this(name, keyOf, Outcome.SYMBOL);
  }

  private static ContextKind ofClasses(String name, ToLongFunction<History> keyOf) {
    return new ContextKind(name, keyOf, Outcome.CLASS);
  }

  private static ContextKind chain(int length) {
    return new ContextKind("chain-" + length, history -> history.characters(length));
  }

  /**
   * Counts a symbol in the chain, from the longest context down. As in Kneser and Ney's model, a
   * shorter context counts a symbol only when it is new after the longer one.
   *
   * @param count counts for a context length in characters, and returns whether the symbol is new
   * @return the length of the shortest context whose count was changed
   */
  static int downTheChain(IntPredicate count) {
    int length = LONGEST;
    while (count.test(length) && length > 0) {
      length--;
    }
    return length;
  }

  /** The key of the context at the end of a history. */
  long key(History history) {
    return keyOf.applyAsLong(history);
  }
}
