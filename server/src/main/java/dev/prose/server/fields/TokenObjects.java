package dev.prose.server.fields;

import dev.prose.token.Tokenizer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as objects of a reply: {@code id}, {@code text}, and a {@code label} in which nothing is
 * invisible.
 */
public record TokenObjects(Tokenizer tokenizer) {
  /** A token, to which more may be added. */
  public Map<String, @Nullable Object> of(int id) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", id);
    object.put("text", TokenTexts.of(tokenizer, id));
    object.put("label", tokenizer.shown(id));
    return object;
  }
}
