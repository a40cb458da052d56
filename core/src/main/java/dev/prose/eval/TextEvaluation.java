package dev.prose.eval;

import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.token.Tokenizer;
import java.nio.charset.StandardCharsets;

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
   * The same of tokens that were evaluated already.
   *
   * @param perToken of all of them but the first
   */
  public static TextEvaluation of(Evaluation perToken, Tokenizer tokenizer, Tokens tokens) {
    int[] characters = new int[tokenizer.vocabularySize()]; // [id]
    int[] bytes = new int[tokenizer.vocabularySize()]; // [id]
    for (int id = 0; id < bytes.length; id++) {
      String symbol = tokenizer.decode(id);
      characters[id] = symbol.codePointCount(0, symbol.length());
      bytes[id] = symbol.getBytes(StandardCharsets.UTF_8).length;
    }
    long allCharacters = 0;
    long allBytes = 0;
    for (long position = 1; position < tokens.size(); position++) {
      int id = tokens.at(position);
      allCharacters += characters[id];
      allBytes += bytes[id];
    }
    return new TextEvaluation(perToken, allCharacters, allBytes);
  }

  /** The surprisal of the whole text but its first token, in nats. */
  public double totalNats() {
    return perToken.nats() * perToken.tokens();
  }

  /** The same in bits: what an ideal code made from the model's predictions would take. */
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
