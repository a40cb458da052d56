package dev.prose.sample;

import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns tokens that come one at a time into the text that follows a prompt, up to a stop text. Not
 * safe for use by several threads.
 */
public final class StreamedText {
  private final Decoder decoder;
  private final StopFilter filter;

  /**
   * @param prompt may be empty
   * @param given the prompt's tokens
   * @param stops texts that end it when they come up, and are no part of it; none is empty
   * @param sink takes whole characters, as soon as no stop can begin with them
   */
  public StreamedText(
      Tokenizer tokenizer, String prompt, int[] given, List<String> stops, Consumer<String> sink) {
    this.decoder = decoderAfter(tokenizer, prompt, given);
    this.filter = new StopFilter(stops, sink);
  }

  /**
   * A decoder for what follows a prompt.
   *
   * @param given the prompt's tokens
   */
  public static Decoder decoderAfter(Tokenizer tokenizer, String prompt, int... given) {
    Decoder decoder = tokenizer.decoder();
    if (endsInAWord(tokenizer, prompt)) {
      for (int token : given) {
        String _ = decoder.next(token); // so that there is a space before the next word
      }
    }
    return decoder;
  }

  /** Whether words are divided by white space, and the prompt ends without it. */
  private static boolean endsInAWord(Tokenizer tokenizer, String prompt) {
    return !tokenizer.isLossless()
        && !prompt.isEmpty()
        && !Character.isWhitespace(prompt.codePointBefore(prompt.length()));
  }

  /**
   * Takes the next token.
   *
   * @return whether a stop text came up: then the text is at its end
   */
  public boolean next(int token) {
    return filter.accept(decoder.next(token));
  }

  /**
   * Ends the text.
   *
   * @return whether a stop text came up at the end
   */
  public boolean end() {
    if (filter.accept(decoder.end())) {
      return true;
    }
    filter.flush();
    return false;
  }
}
