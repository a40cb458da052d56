package dev.prose.token.whitespace;

import dev.prose.token.Encoder;

/** Cuts a text that comes in parts at its white space, and looks up the words in between. */
final class WordScan implements Encoder {
  private static final int NEXT_LINE = 0x85; // white space in Unicode, but not for Java

  private final WhitespaceTokenizer tokenizer;
  private final StringBuilder word = new StringBuilder();
  private int passed; // code points since the last token
  private long unknown;

  WordScan(WhitespaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Whether a character is white space: Unicode's property White_Space. */
  static boolean separates(int codePoint) {
    return codePoint <= ' '
        ? codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r')
        : codePoint == NEXT_LINE || Character.isSpaceChar(codePoint);
  }

  @Override
  public void encode(int[] codePoints, int count, Sink sink) {
    for (int i = 0; i < count; i++) {
      int codePoint = codePoints[i];
      if (!separates(codePoint)) {
        word.appendCodePoint(codePoint);
      } else {
        endWord(sink);
        if (codePoint == '\n' && tokenizer.lineEnd() != WhitespaceTokenizer.NONE) {
          sink.token(tokenizer.lineEnd(), passed + 1);
          passed = -1; // of which the line end is counted below
        }
      }
      passed++;
    }
  }

  private void endWord(Sink sink) {
    if (word.isEmpty()) {
      return;
    }
    int id = tokenizer.id(word.toString());
    unknown += id == tokenizer.unknown() ? word.codePointCount(0, word.length()) : 0;
    sink.token(id, passed);
    passed = 0;
    word.setLength(0);
  }

  @Override
  public void end(Sink sink) {
    endWord(sink);
  }

  @Override
  public long unknown() {
    return unknown;
  }
}
