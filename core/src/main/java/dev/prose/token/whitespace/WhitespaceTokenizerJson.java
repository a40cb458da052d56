package dev.prose.token.whitespace;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A word tokenizer in the form of Hugging Face's tokenizers library: a WordLevel model, before
 * which white space is removed, and line ends are words of their own if the vocabulary has them.
 */
public final class WhitespaceTokenizerJson {
  /** The {@code model.type} of such a tokenizer. */
  public static final String TYPE = "WordLevel";

  private WhitespaceTokenizerJson() {}

  static Map<String, Object> of(WhitespaceTokenizer tokenizer) {
    List<String> words = tokenizer.words();
    Map<String, Object> vocab = new LinkedHashMap<>();
    for (int id = 0; id < words.size(); id++) {
      vocab.put(words.get(id), id);
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", TYPE);
    model.put("vocab", vocab);
    model.put("unk_token", words.get(tokenizer.unknown()));

    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", "1.0");
    json.put("truncation", null);
    json.put("padding", null);
    json.put("added_tokens", List.of());
    json.put("normalizer", null);
    json.put("pre_tokenizer", cut(tokenizer.lineEnd() != WhitespaceTokenizer.NONE));
    json.put("post_processor", null);
    json.put("decoder", null);
    json.put("model", model);
    return json;
  }

  /** How the text is cut: with line ends as words of their own, or without. */
  private static Map<String, Object> cut(boolean atLineEnds) {
    Map<String, Object> cut = new LinkedHashMap<>();
    cut.put("type", atLineEnds ? "Sequence" : "WhitespaceSplit");
    if (atLineEnds) {
      cut.put("pretokenizers", List.of(split("[^\\S\\n]+", "Removed"), split("\\n", "Isolated")));
    }
    return cut;
  }

  private static Map<String, Object> split(String expression, String behavior) {
    Map<String, Object> split = new LinkedHashMap<>();
    split.put("type", "Split");
    split.put("pattern", Map.of("Regex", expression));
    split.put("behavior", behavior);
    split.put("invert", false);
    return split;
  }

  /** Whether a tokenizer.json with a WordLevel model cuts its text at white space. */
  public static boolean isOf(JsonObject json) {
    return json.fields().get("pre_tokenizer") instanceof Map<?, ?> cut
        && (cut.equals(cut(true)) || cut.equals(cut(false)));
  }

  /**
   * Reads a tokenizer.
   *
   * @throws InvalidFileException if its words cannot be those of such a tokenizer
   */
  public static WhitespaceTokenizer read(JsonObject json) {
    JsonObject model = json.object("model");
    JsonObject vocab = model.object("vocab");
    String[] words = new String[vocab.fields().size()];
    for (String word : vocab.fields().keySet()) {
      int id = (int) vocab.count(word, words.length - 1);
      if (words[id] != null) {
        throw vocab.invalid(word, "has the id " + id + ", which another word has too");
      }
      words[id] = word;
    }
    boolean atLineEnds = !json.object("pre_tokenizer").text("type").equals("WhitespaceSplit");
    if (atLineEnds != vocab.fields().containsKey(WhitespaceTokenizer.LINE_END)) {
      throw model.invalid(
          "vocab", "must have the line end as a word if and only if text is cut there");
    }
    try {
      return new WhitespaceTokenizer(Arrays.asList(words), model.text("unk_token"));
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(json.file(), String.valueOf(e.getMessage()), e);
    }
  }
}
