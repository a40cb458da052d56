package dev.prose.token.pieces;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code pre_tokenizer} of Hugging Face's tokenizers library for tokens of bytes: a Split by an
 * expression and then ByteLevel; or ByteLevel alone, which cuts as GPT-2 does, or not at all.
 */
public final class PreTokenizerJson {
  private PreTokenizerJson() {}

  /** Cuts by an expression: its matches are pieces, and so is what is between them. */
  static Map<String, Object> split(String expression) {
    Map<String, Object> split = new LinkedHashMap<>();
    split.put("type", "Split");
    split.put("pattern", Map.of("Regex", expression));
    split.put("behavior", "Isolated");
    split.put("invert", false);
    Map<String, Object> sequence = new LinkedHashMap<>();
    sequence.put("type", "Sequence");
    sequence.put("pretokenizers", List.of(split, byteLevel(false)));
    return sequence;
  }

  /**
   * Makes bytes of the pieces.
   *
   * @param cuts whether it first cuts the text as GPT-2 does
   */
  static Map<String, Object> byteLevel(boolean cuts) {
    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("type", "ByteLevel");
    bytes.put("add_prefix_space", false);
    bytes.put("trim_offsets", true);
    bytes.put("use_regex", cuts);
    return bytes;
  }

  /**
   * Reads a {@code pre_tokenizer}.
   *
   * @return a splitter that cuts in the same way; a fast one if the expression is a published one
   * @throws InvalidFileException if it does anything that no splitter here does
   */
  public static Splitter read(JsonObject preTokenizer) {
    String type = preTokenizer.text("type");
    return switch (type) {
      case "ByteLevel" -> cuts(preTokenizer) ? Splitters.named("gpt2") : Splitters.named("whole");
      case "Sequence" -> sequence(preTokenizer);
      default ->
          throw preTokenizer.invalid(
              "type",
              "must be ByteLevel, or a Sequence of Split and ByteLevel, but is \"" + type + "\"");
    };
  }

  private static Splitter sequence(JsonObject sequence) {
    if (!(sequence.fields().get("pretokenizers") instanceof List<?> parts) || parts.size() != 2) {
      throw sequence.invalid("pretokenizers", "must be a list of two: Split and ByteLevel");
    }
    JsonObject split = part(sequence, parts, 0, "Split");
    JsonObject bytes = part(sequence, parts, 1, "ByteLevel");
    if (cuts(bytes)) {
      throw bytes.invalid("use_regex", "must be false, as Split has cut the text already");
    }
    if (!split.text("behavior").equals("Isolated")) {
      throw split.invalid("behavior", "must be Isolated, but is " + split.text("behavior"));
    }
    if (split.flag("invert")) {
      throw split.invalid("invert", "must be false");
    }
    JsonObject pattern = split.object("pattern");
    String expression = pattern.text("Regex");
    Splitter known = PublishedExpressions.splitter(expression);
    if (known != null) {
      return known;
    }
    try {
      return new RegexSplitter(expression);
    } catch (IllegalArgumentException e) {
      throw pattern.invalid("Regex", "cannot be used: " + e.getMessage());
    }
  }

  private static JsonObject part(JsonObject sequence, List<?> parts, int index, String type) {
    String key = "pretokenizers[" + index + "]";
    if (!(parts.get(index) instanceof Map<?, ?> fields)) {
      throw sequence.invalid(key, "must be an object");
    }
    @SuppressWarnings("unchecked") // a JSON object's keys are texts
    Map<String, @Nullable Object> named = (Map<String, @Nullable Object>) fields;
    JsonObject part = new JsonObject(sequence.file(), sequence.place() + key + ".", named);
    if (!part.text("type").equals(type)) {
      throw part.invalid("type", "must be " + type + ", but is \"" + part.text("type") + "\"");
    }
    return part;
  }

  private static boolean cuts(JsonObject byteLevel) {
    if (byteLevel.flag("add_prefix_space")) {
      throw byteLevel.invalid("add_prefix_space", "must be false");
    }
    // GPT-2's own file is older than the key.
    return !byteLevel.fields().containsKey("use_regex") || byteLevel.flag("use_regex");
  }
}
