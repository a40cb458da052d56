package dev.prose.data;

import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Gives the tokens of a text the ids of another tokenizer, which may know fewer of them. */
final class TokenRenumbering {
  private static final int CHUNK = 1 << 12; // tokens

  private final Tokenizer tokenizer;
  private final int[] ids; // [former id]

  /**
   * @param to has an unknown token for what it does not know
   */
  TokenRenumbering(Tokenizer from, Tokenizer to) {
    this.tokenizer = to;
    this.ids = new int[from.vocabularySize()];
    int unknown = to.unknownToken().orElseThrow();
    Arrays.setAll(ids, id -> to.token(from.decode(id)).orElse(unknown));
  }

  /** The ids that occur among some tokens. */
  static BitSet idsOf(Tokens tokens) {
    BitSet occurring = new BitSet(tokens.vocabularySize());
    int[] chunk = new int[CHUNK];
    for (long from = 0; from < tokens.size(); from += CHUNK) {
      int count = (int) Math.min(CHUNK, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        occurring.set(chunk[i]);
      }
    }
    return occurring;
  }

  /** A text in its new ids, on the heap or in a file as it was. The given text is closed. */
  TokenizedText of(TokenizedText text) throws IOException {
    return text.file().isEmpty() ? onHeap(text) : inFile(text, text.file().get());
  }

  private TokenizedText onHeap(TokenizedText text) {
    int[] renumbered = text.tokens().toArray();
    for (int i = 0; i < renumbered.length; i++) {
      renumbered[i] = ids[renumbered[i]];
    }
    return text.with(
        tokenizer, Tokens.of(renumbered, tokenizer.vocabularySize()), Optional.empty());
  }

  private TokenizedText inFile(TokenizedText text, TokenFile file) throws IOException {
    try (text) {
      TokenFile renumbered = file.another(tokenizer.vocabularySize());
      try {
        write(text.tokens(), renumbered);
        return text.with(tokenizer, renumbered.tokens(), Optional.of(renumbered));
      } catch (IOException | RuntimeException e) {
        renumbered.close();
        throw e;
      }
    }
  }

  private void write(Tokens tokens, TokenFile target) throws IOException {
    int[] chunk = new int[CHUNK];
    for (long from = 0; from < tokens.size(); from += CHUNK) {
      int count = (int) Math.min(CHUNK, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        chunk[i] = ids[chunk[i]];
      }
      target.append(chunk, count);
    }
  }
}
