package dev.prose.server.openai;

import dev.prose.server.generation.WrittenToken;
import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an answer is written down: as a completion, or as a chat's. */
interface ReplyForm {
  /** What JSON has in place of minus infinity, of a probability of 0. */
  float NEVER = -9999;

  /** What its id begins with. */
  String idPrefix();

  /** What a whole answer is called. */
  String object();

  /** What a chunk of a stream is called. */
  String chunkObject();

  /** A whole choice. */
  Map<String, @Nullable Object> choice(
      int index, String text, @Nullable Map<String, @Nullable Object> logprobs, String reason);

  /** What a choice begins with in a stream, before its first piece. */
  Optional<Map<String, @Nullable Object>> start(int index);

  /**
   * A piece of a choice in a stream.
   *
   * @param reason why it is the last, if it is
   */
  Map<String, @Nullable Object> part(
      int index,
      String text,
      @Nullable Map<String, @Nullable Object> logprobs,
      @Nullable String reason);

  /**
   * What tells a choice's log-probabilities.
   *
   * @param decoder of the tokens' texts, as they follow each other
   * @param offset of the first token in the text, in characters (code points)
   */
  LogProbabilities logProbabilities(Tokenizer tokenizer, Decoder decoder, int offset);

  /** The log-probabilities of a choice's tokens; not safe for use by several threads. */
  interface LogProbabilities {
    /** Those of the next tokens, as lists by name. */
    Map<String, @Nullable Object> of(List<WrittenToken> tokens);
  }

  /** A log-probability as JSON can have it. */
  static float finite(float logProbability) {
    return Math.max(logProbability, NEVER);
  }

  /** Appends the lists of one object to those of another. */
  static void append(
      Map<String, @Nullable Object> object, Map<String, @Nullable Object> appendedTo) {
    for (Map.Entry<String, @Nullable Object> field : object.entrySet()) {
      if (appendedTo.putIfAbsent(field.getKey(), field.getValue()) instanceof List<?> before
          && field.getValue() instanceof List<?> more) {
        addAll(before, more);
      }
    }
  }

  // Both lists are of this class's making, and of one type.
  @SuppressWarnings("unchecked")
  private static void addAll(List<?> list, List<?> more) {
    ((List<@Nullable Object>) list).addAll(more);
  }
}
