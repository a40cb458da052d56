package dev.prose.server.openai;

import dev.prose.server.fields.TokenTexts;
import dev.prose.server.generation.WrittenToken;
import dev.prose.token.Decoder;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log-probabilities of a choice's tokens, in the form of completions. */
final class TextLogProbabilities implements ReplyForm.LogProbabilities {
  private final Tokenizer tokenizer;
  private final Decoder decoder;
  private int offset; // of the next token, in characters (code points)

  /**
   * @param offset of the first token, in characters
   */
  TextLogProbabilities(Tokenizer tokenizer, Decoder decoder, int offset) {
    this.tokenizer = tokenizer;
    this.decoder = decoder;
    this.offset = offset;
  }

  @Override
  public Map<String, @Nullable Object> of(List<WrittenToken> tokens) {
    List<String> texts = new ArrayList<>();
    List<@Nullable Float> logProbabilities = new ArrayList<>();
    List<@Nullable Map<String, Float>> top = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    for (WrittenToken token : tokens) {
      texts.add(TokenTexts.of(tokenizer, token.id()));
      logProbabilities.add(token.isPredicted() ? ReplyForm.finite(token.logProbability()) : null);
      top.add(token.isPredicted() ? top(token) : null);
      offsets.add(offset);
      String text = decoder.next(token.id());
      offset += text.codePointCount(0, text.length());
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("tokens", texts);
    object.put("token_logprobs", logProbabilities);
    object.put("top_logprobs", top);
    object.put("text_offset", offsets);
    return object;
  }

  /** The likeliest, and the token itself in any case. */
  private Map<String, Float> top(WrittenToken token) {
    Map<String, Float> top = new LinkedHashMap<>();
    for (WrittenToken.Alternative each : token.likeliest()) {
      top.put(TokenTexts.of(tokenizer, each.id()), ReplyForm.finite(each.logProbability()));
    }
    top.put(TokenTexts.of(tokenizer, token.id()), ReplyForm.finite(token.logProbability()));
    return top;
  }
}
