package dev.prose.token;

import java.util.Arrays;

/** One token for each character: an id per distinct Unicode code point. */
public final class CharTokenizer implements Tokenizer {
  private static final int[] STAND_INS = {0xFFFD, '?', ' '};

  private final Vocabulary vocabulary;
  private final OnUnknown onUnknown;
  private final String[] symbols; // [id], made once: generation asks for them millions of times

  public CharTokenizer(Vocabulary vocabulary, OnUnknown onUnknown) {
    this.vocabulary = vocabulary;
    this.onUnknown = onUnknown;
    this.symbols = new String[vocabulary.size()];
    Arrays.setAll(symbols, id -> Character.toString(vocabulary.itos(id)));
  }

  /** The tokenizer whose vocabulary is the characters of a text; it refuses any other. */
  public static CharTokenizer of(CharSequence text) {
    return new CharTokenizer(Vocabulary.of(text), OnUnknown.ERROR);
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public int[] encode(CharSequence text) {
    int[] ids = new int[text.length()];
    int count = 0;
    int position = 0;
    for (int i = 0, length = text.length(); i < length; position++) {
      int codePoint = Character.codePointAt(text, i);
      i += Character.charCount(codePoint);
      int id = vocabulary.stoi(codePoint);
      if (id == Vocabulary.UNKNOWN) {
        id = unknown(codePoint, position);
      }
      if (id != Vocabulary.UNKNOWN) {
        ids[count++] = id;
      }
    }
    return count == ids.length ? ids : Arrays.copyOf(ids, count);
  }

  private int unknown(int codePoint, int position) {
    return switch (onUnknown) {
      case ERROR -> throw new UnknownCharacterException(codePoint, position, vocabulary.size());
      case SKIP -> Vocabulary.UNKNOWN;
      case REPLACE -> standIn();
    };
  }

  private int standIn() {
    for (int codePoint : STAND_INS) {
      int id = vocabulary.stoi(codePoint);
      if (id != Vocabulary.UNKNOWN) {
        return id;
      }
    }
    return 0;
  }

  @Override
  public String decode(int id) {
    return symbols[id];
  }
}
