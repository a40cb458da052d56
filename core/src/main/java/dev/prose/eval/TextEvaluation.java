package dev.prose.eval;

import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.model.SequenceScorer;
import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How well a model predicts a text, in the units that compare models of different tokenizers: the
 * same total for each token, for each character and for each byte.
 *
 * <p>The first token has nothing before it to predict it from. It is context alone: neither its
 * surprisal nor its characters and bytes count.
 *
 * @param perToken the loss of each predicted token, one fewer than the text has
 * @param characters how many characters (code points) the predicted tokens stand for
 * @param bytes how many bytes these take in UTF-8
 */
public record TextEvaluation(Evaluation perToken, long characters, long bytes) {

  /**
   * Evaluates every token of a text but the first, exactly.
   *
   * @param tokenizer what encoded the text
   * @throws IllegalArgumentException if there are fewer than two tokens
   */
  public static TextEvaluation of(LanguageModel model, Tokenizer tokenizer, Tokens tokens) {
    return of(Evaluator.exact(model, tokens), tokenizer, tokens);
  }

  /**
   * Counts the characters and bytes of tokens that were evaluated already. Of a tokenizer that is
   * not lossless it counts those of the text that its decoder writes.
   *
   * @param perToken of all of them but the first
   */
  public static TextEvaluation of(Evaluation perToken, Tokenizer tokenizer, Tokens tokens) {
    long[] units = unitsFrom(1, tokenizer, tokens);
    return new TextEvaluation(perToken, units[0], units[1]);
  }

  /**
   * How many {characters, bytes} tokens stand for.
   *
   * @param first the position of the first one
   */
  static long[] unitsFrom(long first, Tokenizer tokenizer, Tokens tokens) {
    if (!tokenizer.isLossless()) {
      return decodedFrom(first, tokenizer, tokens);
    }
    int[] characters = new int[tokenizer.vocabularySize()]; // [id]
    int[] bytes = new int[tokenizer.vocabularySize()]; // [id]
    for (int id = 0; id < bytes.length; id++) {
      byte[] utf8 = tokenizer.bytes(id);
      characters[id] = characterBegins(utf8);
      bytes[id] = utf8.length;
    }
    return new long[] {sumFrom(first, characters, tokens), sumFrom(first, bytes, tokens)};
  }

  private static long[] decodedFrom(long first, Tokenizer tokenizer, Tokens tokens) {
    Decoder decoder = tokenizer.decoder();
    long characters = 0;
    long bytes = 0;
    int[] chunk = new int[(int) Math.min(tokens.size(), SequenceScorer.CHUNK)];
    for (long from = 0; from < tokens.size(); from += chunk.length) {
      int count = (int) Math.min(chunk.length, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        byte[] utf8 = decoder.next(chunk[i]).getBytes(StandardCharsets.UTF_8);
        if (from + i >= first) {
          characters += characterBegins(utf8);
          bytes += utf8.length;
        }
      }
    }
    return new long[] {characters, bytes};
  }

  /**
   * Counts instead what stands in the text, where tokens were put in place of characters that the
   * tokenizer does not know.
   *
   * @param count of the predicted tokens
   */
  public TextEvaluation inUnitsOf(TextCount count) {
    return new TextEvaluation(perToken, count.characters(), count.bytes());
  }

  /**
   * Adds up what all tokens from one position on have.
   *
   * @param each [id]
   */
  private static long sumFrom(long first, int[] each, Tokens tokens) {
    boolean same = Arrays.stream(each).allMatch(count -> count == each[0]);
    if (same) {
      return (tokens.size() - first) * each[0]; // the same for every id: no walk along the text
    }
    long sum = 0;
    int[] chunk = new int[(int) Math.min(tokens.size(), SequenceScorer.CHUNK)];
    for (long from = first; from < tokens.size(); from += chunk.length) {
      int count = (int) Math.min(chunk.length, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        sum += each[chunk[i]];
      }
    }
    return sum;
  }

  /** How many characters begin in some bytes of UTF-8; their other bytes are 10xxxxxx. */
  private static int characterBegins(byte[] utf8) {
    int begins = 0;
    for (byte each : utf8) {
      begins += (each & 0xC0) == 0x80 ? 0 : 1;
    }
    return begins;
  }

  /** The surprisal of the whole text but its first token, in nats. */
  public double totalNats() {
    return perToken.nats() * perToken.tokens();
  }

  /**
   * The surprisal of the whole text but its first token, in bits: what an ideal code made from the
   * model's predictions would take.
   */
  public double totalBits() {
    return perToken.bits() * perToken.tokens();
  }

  public double natsPerCharacter() {
    return totalNats() / characters;
  }

  public double bitsPerCharacter() {
    return totalBits() / characters;
  }

  /** Total bits over bytes of UTF-8: 8 is no compression at all. */
  public double bitsPerByte() {
    return totalBits() / bytes;
  }
}
