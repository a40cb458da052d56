package dev.prose.token.chars;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A character tokenizer in the form of Hugging Face's tokenizers library: a WordLevel model whose
 * words are single characters, a split on every character, and a decoder that joins without spaces.
 */
public final class CharTokenizerJson {
  /** The {@code model.type} of such a tokenizer. */
  public static final String TYPE = "WordLevel";

  /** The {@code pre_tokenizer}: every character is a piece. */
  private static final Map<String, Object> CUT = cut();

  private CharTokenizerJson() {}

  private static Map<String, Object> cut() {
    Map<String, Object> split = new LinkedHashMap<>();
    split.put("type", "Split");
    split.put("pattern", Map.of("Regex", "[\\s\\S]"));
    split.put("behavior", "Isolated");
    split.put("invert", false);
    return Collections.unmodifiableMap(split);
  }

  /** Whether a tokenizer.json with a WordLevel model cuts its text into characters. */
  public static boolean isOf(JsonObject json) {
    return CUT.equals(json.fields().get("pre_tokenizer"));
  }

  static Map<String, Object> of(Vocabulary vocabulary) {
    Map<String, Object> vocab = new LinkedHashMap<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      vocab.put(Character.toString(vocabulary.itos(id)), id);
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", TYPE);
    model.put("vocab", vocab);
    // The library requires a name here. It is not in the vocabulary, so that an unknown character
    // is an error there too.
    model.put("unk_token", "<unk>");

    Map<String, Object> tokenizer = new LinkedHashMap<>();
    tokenizer.put("version", "1.0");
    tokenizer.put("truncation", null);
    tokenizer.put("padding", null);
    tokenizer.put("added_tokens", List.of());
    tokenizer.put("normalizer", null);
    tokenizer.put("pre_tokenizer", CUT);
    tokenizer.put("post_processor", null);
    tokenizer.put("decoder", Map.of("type", "Fuse"));
    tokenizer.put("model", model);
    return tokenizer;
  }

  /**
   * Reads a tokenizer.
   *
   * @throws InvalidFileException if it is not a character tokenizer as {@link #of} writes it
   */
  public static CharTokenizer read(JsonObject tokenizer, OnUnknown onUnknown) {
    JsonObject model = tokenizer.object("model");
    if (!model.text("type").equals(TYPE)) {
      throw model.invalid("type", "must be " + TYPE + ", one word per character");
    }
    JsonObject vocab = model.object("vocab");
    int[] codePoints = new int[vocab.fields().size()];
    Arrays.fill(codePoints, -1);
    for (String symbol : vocab.fields().keySet()) {
      if (symbol.codePointCount(0, symbol.length()) != 1) {
        throw vocab.invalid(symbol, "is not one character");
      }
      int id = (int) vocab.count(symbol, codePoints.length - 1);
      if (codePoints[id] != -1) {
        throw vocab.invalid(symbol, "has the id " + id + ", which another symbol has too");
      }
      codePoints[id] = symbol.codePointAt(0);
    }
    if (codePoints.length == 0) {
      throw model.invalid("vocab", "is empty");
    }
    try {
      return new CharTokenizer(Vocabulary.ofCodePoints(codePoints), onUnknown);
    } catch (InvalidDataException e) {
      throw new InvalidFileException(tokenizer.file(), String.valueOf(e.getMessage()), e);
    }
  }
}
