package dev.prose.server.openai;

import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of completions. */
final class TextForm implements ReplyForm {
  @Override
  public String idPrefix() {
    return "cmpl-";
  }

  @Override
  public String object() {
    return "text_completion";
  }

  @Override
  public String chunkObject() {
    return object();
  }

  @Override
  public Map<String, @Nullable Object> choice(
      int index, String text, @Nullable Map<String, @Nullable Object> logprobs, String reason) {
    return part(index, text, logprobs, reason);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> start(int index) {
    return Optional.empty();
  }

  @Override
  public Map<String, @Nullable Object> part(
      int index,
      String text,
      @Nullable Map<String, @Nullable Object> logprobs,
      @Nullable String reason) {
    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
    choice.put("text", text);
    choice.put("index", index);
    choice.put("logprobs", logprobs);
    choice.put("finish_reason", reason);
    return choice;
  }

  @Override
  public LogProbabilities logProbabilities(Tokenizer tokenizer, Decoder decoder, int offset) {
    return new TextLogProbabilities(tokenizer, decoder, offset);
  }
}
