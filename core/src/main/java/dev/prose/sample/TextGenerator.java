package dev.prose.sample;

import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import dev.prose.token.Tokenizer;
import java.util.function.Consumer;

/**
 * Writes text with a model: the prompt's tokens are fed, the next token is drawn and appended, and
 * so on.
 */
public final class TextGenerator {
  private final LanguageModel model;
  private final Tokenizer tokenizer;

  /**
   * @throws IllegalArgumentException if the two differ in the size of their vocabulary
   */
  public TextGenerator(LanguageModel model, Tokenizer tokenizer) {
    if (model.vocabularySize() != tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model knows %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /**
   * The text that follows a prompt, without the prompt.
   *
   * @param prompt may be empty; the model then begins from nothing
   * @throws dev.prose.text.InvalidDataException if the prompt cannot be encoded
   */
  public String generate(String prompt, GenerationOptions options) {
    StringBuilder text = new StringBuilder();
    stream(prompt, options, text::append);
    return text.toString();
  }

  /**
   * Gives the text that follows a prompt piece by piece, as it comes.
   *
   * @param sink called on this thread; what it throws ends the generation
   * @return whether a stop text ended it; otherwise the number of tokens did
   * @throws dev.prose.text.InvalidDataException if the prompt cannot be encoded
   */
  public boolean stream(String prompt, GenerationOptions options, Consumer<String> sink) {
    TokenGenerator tokens =
        new TokenGenerator(model, options.sampling(), new SplitMix64(options.seed()));
    int[] given = tokenizer.encode(prompt);
    for (int token : given) {
      tokens.append(token);
    }
    StreamedText text = new StreamedText(tokenizer, prompt, given, options.stops(), sink);
    for (int i = 0; i < options.maxNewTokens(); i++) {
      if (text.next(tokens.next())) {
        return true;
      }
    }
    return text.end();
  }
}
