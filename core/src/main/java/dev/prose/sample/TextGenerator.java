package dev.prose.sample;

import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import dev.prose.token.Decoder;
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
    StopFilter filter = new StopFilter(options.stops(), sink);
    Decoder decoder = tokenizer.decoder();
    if (endsInAWord(prompt)) {
      for (int token : given) {
        String _ = decoder.next(token); // so that there is a space before the next word
      }
    }
    for (int i = 0; i < options.maxNewTokens(); i++) {
      if (filter.accept(decoder.next(tokens.next()))) {
        return true;
      }
    }
    if (filter.accept(decoder.end())) {
      return true;
    }
    filter.flush();
    return false;
  }

  /** Whether words are divided by white space, and the prompt ends without it. */
  private boolean endsInAWord(String prompt) {
    return !tokenizer.isLossless()
        && !prompt.isEmpty()
        && !Character.isWhitespace(prompt.codePointBefore(prompt.length()));
  }
}
