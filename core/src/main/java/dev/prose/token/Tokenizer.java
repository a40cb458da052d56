package dev.prose.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Turns text into token ids and back. Ids are from 0 to {@link #vocabularySize()} - 1. A token
 * stands for a few bytes of UTF-8: a character, a word, or a part of either. Immutable and safe for
 * use by several threads.
 */
public interface Tokenizer {
  /** Number of different tokens, V. */
  int vocabularySize();

  /** What reports call one of its tokens: "character" or "byte", say. */
  default String unit() {
    return "token";
  }

  /** The token of all words that are not in the vocabulary, if there is one. */
  default OptionalInt unknownToken() {
    return OptionalInt.empty();
  }

  /** Whether each of its tokens is one character, so that a text is split alike by either. */
  default boolean isCharacters() {
    return false;
  }

  /** Whether decoding gives the text again, wherever nothing in it is unknown. */
  default boolean isLossless() {
    return true;
  }

  /**
   * Whether any file is a text to it, whatever its bytes: then a text may have {@link
   * dev.prose.text.RawBytes}.
   */
  default boolean readsAnyBytes() {
    return false;
  }

  /**
   * The token ids of a text, in order.
   *
   * @throws UnknownCharacterException if the text has a character that no token covers
   */
  int[] encode(CharSequence text);

  /** An encoder for a text that comes in pieces; the ids are the same as for the whole text. */
  Encoder encoder();

  /**
   * The UTF-8 bytes that a token stands for. They may begin or end in the middle of a character.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  byte[] bytes(int id);

  /**
   * The text of a sequence of tokens: {@code decode(encode(s))} equals {@code s} for every {@code
   * s} that can be encoded without replacing or skipping. Bytes that are not valid UTF-8 become
   * U+FFFD.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  default String decode(int... ids) {
    Decoder decoder = decoder();
    StringBuilder text = new StringBuilder(ids.length);
    for (int id : ids) {
      text.append(decoder.next(id));
    }
    return text.append(decoder.end()).toString();
  }

  /** A decoder at the start of a sequence whose tokens come one at a time. */
  default Decoder decoder() {
    return new Utf8Decoder(this);
  }

  /**
   * A token as a label for a person, in which nothing is invisible: {@code \n}, {@code ␣}.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  default String shown(int id) {
    return TokenNames.shown(bytes(id));
  }

  /**
   * A token as a word without white space, as files of n-grams write it. No two tokens of a
   * vocabulary have the same word.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  String word(int id);

  /**
   * A token in single quotes, for a person to read within a line: {@code '\n'}, {@code ' '}.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  default String quoted(int id) {
    return TokenNames.quoted(bytes(id));
  }

  /** The token that stands for exactly this text, if there is one. */
  default OptionalInt token(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, vocabularySize())
        .filter(id -> Arrays.equals(bytes(id), utf8))
        .findFirst();
  }

  /**
   * A tokenizer that knows only some of its words, so that the others are unknown. Of words that
   * were learned from a text, these are the ones that its training part has: what only the rest has
   * is unknown to the model.
   *
   * @param ids of the tokens that occur; those that every vocabulary needs are kept in any case
   * @return nothing if such a tokenizer would know as much, or could not encode every text that
   *     this one can
   */
  default Optional<Tokenizer> limitedTo(BitSet ids) {
    return Optional.empty();
  }

  /**
   * The same vocabulary for lists, whose lines are texts of their own: tokens that could go across
   * a line's end no longer do.
   */
  default Tokenizer withinLines() {
    return this;
  }

  /** Where a text can be cut without another token on either side. */
  default TextCuts cuts() {
    return FixedCuts.NOWHERE;
  }

  /** Whether another tokenizer has the same tokens, whatever each does with unknown characters. */
  boolean sameAs(Tokenizer other);

  /** What it does with characters that no token covers. */
  default OnUnknown onUnknown() {
    return OnUnknown.ERROR;
  }

  /** The same tokenizer with another treatment of characters that no token covers. */
  Tokenizer withOnUnknown(OnUnknown onUnknown);

  /** The content of {@code tokenizer.json}, in the form of Hugging Face's tokenizers library. */
  Map<String, Object> json();
}
