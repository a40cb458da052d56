package dev.prose.token.pieces;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code pre_tokenizer} of Hugging Face's tokenizers library for tokens of bytes: a Split by an
 * expression and then ByteLevel; or ByteLevel alone, which cuts as GPT-2 does, or not at all.
 */
public final class PreTokenizerJson {
  private static final String LINE_END = "\\n";

  private PreTokenizerJson() {}

  /** Cuts by an expression: its matches are pieces, and so is what is between them. */
  static Map<String, Object> split(String expression) {
    return sequence(List.of(isolated(expression), byteLevel(false)));
  }

  /** Makes each line end a piece of its own, and then cuts the lines. */
  static Map<String, Object> lines(Map<String, Object> withinLines) {
    List<Object> parts = new ArrayList<>();
    parts.add(isolated(LINE_END));
    if (withinLines.get("pretokenizers") instanceof List<?> several) {
      parts.addAll(several);
    } else {
      parts.add(withinLines);
    }
    return sequence(parts);
  }

  private static Map<String, Object> sequence(List<?> parts) {
    Map<String, Object> sequence = new LinkedHashMap<>();
    sequence.put("type", "Sequence");
    sequence.put("pretokenizers", parts);
    return sequence;
  }

  private static Map<String, Object> isolated(String expression) {
    Map<String, Object> split = new LinkedHashMap<>();
    split.put("type", "Split");
    split.put("pattern", Map.of("Regex", expression));
    split.put("behavior", "Isolated");
    split.put("invert", false);
    return split;
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
    if (!(sequence.fields().get("pretokenizers") instanceof List<?> parts)) {
      throw sequence.invalid("pretokenizers", "must be a list of two: Split and ByteLevel");
    }
    if (!parts.isEmpty() && isolated(LINE_END).equals(parts.getFirst())) {
      List<?> rest = parts.subList(1, parts.size());
      return new LineSplitter(
          rest.size() == 1
              ? read(part(sequence, rest, 0, "ByteLevel"))
              : cutByExpression(sequence, rest));
    }
    return cutByExpression(sequence, parts);
  }

  private static Splitter cutByExpression(JsonObject sequence, List<?> parts) {
    if (parts.size() != 2) {
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
