package dev.prose.token.kinds;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.bpe.BpeTokenizerJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of a tokenizer.json that change a text or its tokens in ways that Prose does not. */
final class OtherRules {
  private static final List<String> UNKNOWN = List.of("normalizer", "truncation", "padding");
  private static final String DECODER = "decoder";
  private static final String AFTER = "post_processor";
  private static final String WITHOUT_EFFECT = "ByteLevel"; // changes offsets, which nobody sees

  private OtherRules() {}

  /**
   * @throws InvalidFileException if there is one; it is named
   */
  static void requireNone(JsonObject json) {
    for (String rule : UNKNOWN) {
      if (json.fields().get(rule) != null) {
        throw unknown(json, rule, "");
      }
    }
    if (json.fields().get(AFTER) instanceof Map<?, ?> after
        && !WITHOUT_EFFECT.equals(after.get("type"))) {
      throw unknown(json, AFTER, "");
    }
    for (JsonObject token : json.objects("added_tokens")) {
      for (String rule : BpeTokenizerJson.RULES_OF_ADDED_TOKENS) {
        if (Boolean.TRUE.equals(token.fields().get(rule))) {
          throw token.invalid(
              rule,
              "is a rule of the added token "
                  + token.text("content")
                  + " that Prose does not know");
        }
      }
    }
  }

  /**
   * Refuses a decoder that would put other text together.
   *
   * @param type the only one that may be there
   */
  static void requireDecoder(JsonObject json, String type) {
    Object decoder = json.fields().get(DECODER);
    if (decoder != null && !(decoder instanceof Map<?, ?> it && type.equals(it.get("type")))) {
      throw unknown(json, DECODER, ": it must be " + type);
    }
  }

  /** Says that a rule is none of those that are honoured here. */
  static InvalidFileException unknown(JsonObject json, String rule, String more) {
    return json.invalid(
        rule, "is a rule that Prose does not know" + type(json.fields().get(rule)) + more);
  }

  /**
   * For words and characters: added tokens may only name what the vocabulary has.
   *
   * @throws InvalidFileException if there is another; it is named
   */
  static void requireAddedInVocabulary(JsonObject json) {
    JsonObject vocab = json.object("model").object("vocab");
    for (JsonObject token : json.objects("added_tokens")) {
      String text = token.text("content");
      if (!vocab.fields().containsKey(text)
          || vocab.count(text, Integer.MAX_VALUE) != token.count("id", Integer.MAX_VALUE)) {
        throw token.invalid(
            "content", "is \"" + text + "\", which the vocabulary does not have with that id");
      }
    }
  }

  private static String type(@Nullable Object rule) {
    return rule instanceof Map<?, ?> fields && fields.get("type") instanceof String type
        ? " (" + type + ")"
        : "";
  }
}
