package dev.prose.server.openai;

import dev.prose.server.fields.TokenTexts;
import dev.prose.server.generation.WrittenToken;
import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of chats. */
final class ChatForm implements ReplyForm {
  @Override
  public String idPrefix() {
    return "chatcmpl-";
  }

  @Override
  public String object() {
    return "chat.completion";
  }

  @Override
  public String chunkObject() {
    return "chat.completion.chunk";
  }

  @Override
  public Map<String, @Nullable Object> choice(
      int index, String text, @Nullable Map<String, @Nullable Object> logprobs, String reason) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", "assistant");
    message.put("content", text);
    message.put("refusal", null);
    return choice(index, "message", message, logprobs, reason);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> start(int index) {
    Map<String, @Nullable Object> delta = new LinkedHashMap<>();
    delta.put("role", "assistant");
    delta.put("content", "");
    return Optional.of(choice(index, "delta", delta, null, null));
  }

  @Override
  public Map<String, @Nullable Object> part(
      int index,
      String text,
      @Nullable Map<String, @Nullable Object> logprobs,
      @Nullable String reason) {
    Map<String, @Nullable Object> delta = new LinkedHashMap<>();
    if (reason == null) {
      delta.put("content", text);
    }
    return choice(index, "delta", delta, logprobs, reason);
  }

  private static Map<String, @Nullable Object> choice(
      int index,
      String name,
      Map<String, @Nullable Object> content,
      @Nullable Map<String, @Nullable Object> logprobs,
      @Nullable String reason) {
    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
    choice.put("index", index);
    choice.put(name, content);
    choice.put("logprobs", logprobs);
    choice.put("finish_reason", reason);
    return choice;
  }

  @Override
  public LogProbabilities logProbabilities(Tokenizer tokenizer, Decoder decoder, int offset) {
    return tokens -> {
      List<Map<String, @Nullable Object>> content = new ArrayList<>();
      for (WrittenToken token : tokens) {
        content.add(told(tokenizer, token));
      }
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("content", content);
      return object;
    };
  }

  private static Map<String, @Nullable Object> told(Tokenizer tokenizer, WrittenToken token) {
    List<Map<String, @Nullable Object>> top = new ArrayList<>();
    for (WrittenToken.Alternative each : token.likeliest()) {
      top.add(one(tokenizer, each.id(), each.logProbability()));
    }
    Map<String, @Nullable Object> told = one(tokenizer, token.id(), token.logProbability());
    told.put("top_logprobs", top);
    return told;
  }

  private static Map<String, @Nullable Object> one(
      Tokenizer tokenizer, int id, float logProbability) {
    List<Integer> bytes = new ArrayList<>();
    for (byte each : tokenizer.bytes(id)) {
      bytes.add(Byte.toUnsignedInt(each));
    }
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("token", TokenTexts.of(tokenizer, id));
    one.put("logprob", ReplyForm.finite(logProbability));
    one.put("bytes", bytes);
    return one;
  }
}
