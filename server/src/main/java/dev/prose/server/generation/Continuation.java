package dev.prose.server.generation;

import dev.prose.TextModel;
import dev.prose.model.LanguageModel;
import dev.prose.sample.SamplingOptions;
import dev.prose.sample.StreamedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What follows a prompt.
 *
 * @param sampling how each token is chosen
 * @param bias of the choice
 * @param maxTokens how many tokens at most
 * @param stops texts that end it, and are no part of it
 * @param alternatives of how many of the likeliest tokens log-probabilities are told
 */
public record Continuation(
    SamplingOptions sampling, Bias bias, int maxTokens, List<String> stops, int alternatives) {
  /** How many tokens may be asked for. */
  public static final int MOST_TOKENS = 16_384;

  /** Why a text is at its end. */
  public enum End {
    STOP,
    LENGTH,
    /** Nobody waits for it any more. */
    LEFT
  }

  /** Takes a text as it comes. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a piece.
     *
     * @param text whole characters; may be empty
     * @param tokens those that were written since the last piece
     */
    void piece(String text, List<WrittenToken> tokens);
  }

  public Continuation {
    stops = List.copyOf(stops);
  }

  /**
   * Writes it.
   *
   * @param prompt as text, so that words are divided from it; may be empty
   * @param given its tokens, already told if they are echoed
   * @param sequence that has read them
   * @param left asked before each token: whether nobody waits for it any more
   * @return why it ended
   */
  public End write(
      TextModel model,
      String prompt,
      int[] given,
      Sequence sequence,
      BooleanSupplier left,
      Sink sink) {
    StringBuilder ready = new StringBuilder();
    List<WrittenToken> tokens = new ArrayList<>();
    StreamedText text = new StreamedText(model.tokenizer(), prompt, given, stops, ready::append);
    for (int i = 0; i < maxTokens; i++) {
      if (left.getAsBoolean()) {
        return End.LEFT;
      }
      WrittenToken token = sequence.write(alternatives);
      tokens.add(token);
      boolean stopped = text.next(token.id());
      if (stopped || !ready.isEmpty()) {
        sink.piece(ready.toString(), tokens);
        ready.setLength(0);
        tokens = new ArrayList<>();
      }
      if (stopped) {
        return End.STOP;
      }
    }
    End end = text.end() ? End.STOP : End.LENGTH;
    if (!ready.isEmpty() || !tokens.isEmpty()) {
      sink.piece(ready.toString(), tokens);
    }
    return end;
  }

  /** A sequence that is to be continued. */
  public Sequence sequence(LanguageModel model, long seed, TokenCounts counts) {
    return new Sequence(model, sampling, bias, seed, counts);
  }
}
