package dev.prose.mixture;

/** What is counted at a position after a context. */
enum Outcome {
  /** The symbol that comes. */
  SYMBOL {
    @Override
    int size(int vocabularySize) {
      return vocabularySize;
    }

    @Override
    int at(History before, int symbol, int wordClass, int vocabularySize) {
      return symbol;
    }
  },

  /** The symbol that comes, and the class of the word that it belongs to. */
  SYMBOL_OF_CLASS {
    @Override
    int size(int vocabularySize) {
      return Math.multiplyExact(vocabularySize, WordClasses.COUNT);
    }

    @Override
    int at(History before, int symbol, int wordClass, int vocabularySize) {
      return wordClass * vocabularySize + symbol;
    }
  },

  /** The class of the next word, once where the word before has ended. */
  CLASS {
    @Override
    int size(int vocabularySize) {
      return WordClasses.COUNT;
    }

    @Override
    int at(History before, int symbol, int wordClass, int vocabularySize) {
      return before.wordHasEnded() ? wordClass : NONE;
    }
  };

  /** No outcome: nothing is counted. */
  static final int NONE = -1;

  /** The symbol of a {@link #SYMBOL_OF_CLASS}. */
  static int symbol(int outcome, int vocabularySize) {
    return outcome % vocabularySize;
  }

  /** The class of a {@link #SYMBOL_OF_CLASS}. */
  static int wordClass(int outcome, int vocabularySize) {
    return outcome / vocabularySize;
  }

  /** Number of different outcomes. */
  abstract int size(int vocabularySize);

  /**
   * The outcome at a position.
   *
   * @param before what was read before it
   * @param symbol the one that comes
   * @param wordClass the class of the word or mark that the position is in, or that comes next
   * @return the outcome, from 0 on, or {@link #NONE}
   */
  abstract int at(History before, int symbol, int wordClass, int vocabularySize);
}
