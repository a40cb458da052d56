package dev.prose.token.chars;

import dev.prose.text.CodePoints;
import dev.prose.token.CharacterNames;
import dev.prose.token.Decoder;
import dev.prose.token.Encoder;
import dev.prose.token.FixedCuts;
import dev.prose.token.OnUnknown;
import dev.prose.token.TextCuts;
import dev.prose.token.Tokenizer;
import dev.prose.token.UnknownCharacterException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/** One token for each character: an id per distinct Unicode code point. */
public final class CharTokenizer implements Tokenizer {
  private static final int[] STAND_INS = {CharacterWords.REPLACEMENT, '?', ' '};

  private final Vocabulary vocabulary;
  private final OnUnknown onUnknown;
  private final String[] symbols; // [id], made once: generation needs them millions of times
  private final char[] chars; // [id], the same; empty if a symbol takes two

  public CharTokenizer(Vocabulary vocabulary, OnUnknown onUnknown) {
    this.vocabulary = vocabulary;
    this.onUnknown = onUnknown;
    this.symbols = new String[vocabulary.size()];
    Arrays.setAll(symbols, id -> Character.toString(vocabulary.itos(id)));
    String together = String.join("", symbols);
    this.chars = together.length() == symbols.length ? together.toCharArray() : new char[0];
  }

  /** A tokenizer whose vocabulary is the characters of a text. It refuses all others. */
  public static CharTokenizer of(CharSequence text) {
    return new CharTokenizer(Vocabulary.of(text), OnUnknown.ERROR);
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public OnUnknown onUnknown() {
    return onUnknown;
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public String unit() {
    return "character";
  }

  /**
   * U+FFFD, which Unicode puts in the place of an unknown character, if it is in the vocabulary.
   */
  @Override
  public OptionalInt unknownToken() {
    int id = vocabulary.stoi(CharacterWords.REPLACEMENT);
    return id == Vocabulary.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public boolean isCharacters() {
    return true;
  }

  @Override
  public TextCuts cuts() {
    return FixedCuts.ANYWHERE;
  }

  @Override
  public int[] encode(CharSequence text) {
    int[] ids = new int[text.length()];
    int size = 0;
    int position = 0;
    CodePoints codePoints = new CodePoints(text);
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      size = encode(codePoints.chunk(), count, ids, size, position);
      position += count;
    }
    return size == ids.length ? ids : Arrays.copyOf(ids, size);
  }

  /**
   * Appends the ids of some code points to the first {@code size} ids, and returns the new size.
   */
  private int encode(int[] codePoints, int count, int[] ids, int size, int position) {
    for (int i = 0; i < count; i++) {
      int id = vocabulary.stoi(codePoints[i]);
      if (id == Vocabulary.UNKNOWN) {
        id = unknown(codePoints[i], position + i);
      }
      if (id != Vocabulary.UNKNOWN) {
        ids[size++] = id;
      }
    }
    return size;
  }

  /** The id that stands in for a character, or {@link Vocabulary#UNKNOWN} to leave it out. */
  int unknown(int codePoint, long position) {
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
  public Encoder encoder() {
    return new CharEncoder(this);
  }

  @Override
  public byte[] bytes(int id) {
    return symbols[id].getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String decode(int... ids) {
    if (chars.length == 0) {
      return Tokenizer.super.decode(ids);
    }
    char[] text = new char[ids.length];
    for (int i = 0; i < ids.length; i++) {
      text[i] = chars[ids[i]];
    }
    return new String(text);
  }

  @Override
  public Decoder decoder() {
    return new Decoder() {
      @Override
      public String next(int id) {
        return symbols[id];
      }

      @Override
      public String end() {
        return "";
      }
    };
  }

  @Override
  public String word(int id) {
    return CharacterWords.word(vocabulary.itos(id));
  }

  @Override
  public String quoted(int id) {
    return CharacterNames.quoted(vocabulary.itos(id));
  }

  @Override
  public OptionalInt token(String text) {
    boolean character = text.codePointCount(0, text.length()) == 1;
    int id = character ? vocabulary.stoi(text.codePointAt(0)) : Vocabulary.UNKNOWN;
    return id == Vocabulary.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public boolean sameAs(Tokenizer other) {
    return other instanceof CharTokenizer that && vocabulary.equals(that.vocabulary);
  }

  @Override
  public CharTokenizer withOnUnknown(OnUnknown treatment) {
    return new CharTokenizer(vocabulary, treatment);
  }

  @Override
  public Map<String, Object> json() {
    return CharTokenizerJson.of(vocabulary);
  }
}
