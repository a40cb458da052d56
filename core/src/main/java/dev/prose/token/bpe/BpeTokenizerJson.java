package dev.prose.token.bpe;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.pieces.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Byte-level byte-pair encoding in the form of Hugging Face's tokenizers library: a BPE model whose
 * tokens are written as {@link ByteLevel} has them.
 */
public final class BpeTokenizerJson {
  /** The {@code model.type} of such a tokenizer. */
  public static final String TYPE = "BPE";

  /** The most tokens that there may be. */
  public static final int MOST_TOKENS = 1 << 20;

  private static final List<String> PARTS_OF_A_WORD =
      List.of("continuing_subword_prefix", "end_of_word_suffix");

  /** What may be said of an added token, in a file of any kind: all false of those here. */
  public static final List<String> RULES_OF_ADDED_TOKENS =
      List.of("single_word", "lstrip", "rstrip");

  private BpeTokenizerJson() {}

  static Map<String, Object> of(BpeTokenizer tokenizer) {
    BpeVocabulary vocabulary = tokenizer.vocabulary();
    Map<String, Object> vocab = new LinkedHashMap<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      vocab.put(ByteLevel.text(vocabulary.bytes(id)), id);
    }
    List<List<String>> merges = new ArrayList<>();
    MergeTable pairs = vocabulary.merges();
    for (int rank = 0; rank < pairs.size(); rank++) {
      merges.add(
          List.of(
              ByteLevel.text(vocabulary.bytes(pairs.left(rank))),
              ByteLevel.text(vocabulary.bytes(pairs.right(rank)))));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", TYPE);
    model.put("dropout", null);
    model.put("unk_token", null);
    model.put("continuing_subword_prefix", null);
    model.put("end_of_word_suffix", null);
    model.put("fuse_unk", false);
    model.put("byte_fallback", false);
    model.put("ignore_merges", vocabulary.ignoreMerges());
    model.put("vocab", vocab);
    model.put("merges", merges);

    Map<String, Object> decoder = new LinkedHashMap<>();
    decoder.put("type", "ByteLevel");
    decoder.put("add_prefix_space", false);
    decoder.put("trim_offsets", true);
    decoder.put("use_regex", false);

    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", "1.0");
    json.put("truncation", null);
    json.put("padding", null);
    json.put("added_tokens", vocabulary.added().stream().map(id -> added(vocabulary, id)).toList());
    json.put("normalizer", null);
    json.put("pre_tokenizer", tokenizer.splitter().json());
    json.put("post_processor", null);
    json.put("decoder", decoder);
    json.put("model", model);
    return json;
  }

  private static Map<String, Object> added(BpeVocabulary vocabulary, int id) {
    Map<String, Object> added = new LinkedHashMap<>();
    added.put("id", id);
    added.put("content", new String(vocabulary.bytes(id), StandardCharsets.UTF_8));
    for (String rule : RULES_OF_ADDED_TOKENS) {
      added.put(rule, false);
    }
    added.put("normalized", false);
    added.put("special", true);
    return added;
  }

  /**
   * Reads a tokenizer.
   *
   * @param splitter what its {@code pre_tokenizer} says
   * @throws InvalidFileException if it is not byte-level byte-pair encoding, or has a rule that
   *     cannot be honoured, which the message names
   */
  public static BpeTokenizer read(JsonObject json, Splitter splitter) {
    JsonObject model = json.object("model");
    requireNoOtherRules(model);
    JsonObject vocab = model.object("vocab");
    int size = vocab.fields().size();
    if (size > MOST_TOKENS) {
      throw model.invalid("vocab", "has %,d tokens, and may have %,d".formatted(size, MOST_TOKENS));
    }
    Map<Integer, byte[]> added = added(json, vocab);
    long outside = added.keySet().stream().filter(id -> id >= size).count();
    Map<String, Integer> ids = new LinkedHashMap<>();
    byte @Nullable [][] tokens = new byte[size + (int) outside][];
    added.forEach((id, bytes) -> {
      if (id >= tokens.length) {
        throw json.invalid(
            "added_tokens", "has the id " + id + ", but not all ids below it are there");
      }
      tokens[id] = bytes;
    });
    for (String text : vocab.fields().keySet()) {
      int id = (int) vocab.count(text, tokens.length - 1);
      byte[] content = added.get(id);
      byte[] bytes = content == null ? ByteLevel.bytes(text) : content;
      if (bytes == null || bytes.length == 0) {
        throw vocab.invalid(text, "is not written in the characters that stand for bytes");
      }
      if (content == null
          ? tokens[id] != null
          : !Arrays.equals(content, text.getBytes(StandardCharsets.UTF_8))) {
        throw vocab.invalid(text, "has the id " + id + ", which another token has too");
      }
      tokens[id] = bytes;
      ids.put(text, id);
    }
    int missing = Arrays.asList(tokens).indexOf(null);
    if (missing >= 0) {
      throw model.invalid(
          "vocab", "has no token with the id " + missing + ", but with higher ones");
    }
    MergeTable merges = merges(model, ids);
    boolean ignoreMerges =
        model.fields().get("ignore_merges") != null && model.flag("ignore_merges");
    try {
      return new BpeTokenizer(
          new BpeVocabulary(List.of(tokens), merges, ignoreMerges, List.copyOf(added.keySet())),
          splitter);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(json.file(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The bytes of the added tokens, by id. */
  private static Map<Integer, byte[]> added(JsonObject json, JsonObject vocab) {
    Map<Integer, byte[]> added = new LinkedHashMap<>();
    for (JsonObject token : json.objects("added_tokens")) {
      String text = token.text("content");
      int id = (int) token.count("id", MOST_TOKENS - 1);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      boolean clash = vocab.fields().containsKey(text) && vocab.count(text, MOST_TOKENS - 1) != id;
      if (bytes.length == 0 || clash || added.put(id, bytes) != null) {
        throw token.invalid("id", "is not the added token's alone, or it has no text");
      }
    }
    return added;
  }

  private static MergeTable merges(JsonObject model, Map<String, Integer> ids) {
    if (!(model.fields().get("merges") instanceof List<?> given)) {
      throw model.invalid("merges", "must be a list");
    }
    int[] left = new int[given.size()];
    int[] right = new int[given.size()];
    int[] result = new int[given.size()];
    for (int rank = 0; rank < given.size(); rank++) {
      List<?> pair =
          given.get(rank) instanceof String together
              ? List.of(together.split(" ", -1))
              : given.get(rank) instanceof List<?> parts ? parts : List.of();
      if (pair.size() != 2) {
        throw model.invalid("merges", "has an entry that is no pair, at " + rank);
      }
      Integer first = ids.get(String.valueOf(pair.get(0)));
      Integer second = ids.get(String.valueOf(pair.get(1)));
      Integer both = ids.get(String.valueOf(pair.get(0)) + pair.get(1));
      if (first == null || second == null || both == null) {
        throw model.invalid(
            "merges",
            "names at %d the tokens %s, of which %s is not in the vocabulary"
                .formatted(
                    rank,
                    pair,
                    first == null
                        ? "the first"
                        : second == null ? "the second" : "the two together"));
      }
      left[rank] = first;
      right[rank] = second;
      result[rank] = both;
    }
    try {
      return new MergeTable(left, right, result);
    } catch (IllegalArgumentException e) {
      throw model.invalid("merges", "cannot be used: " + e.getMessage());
    }
  }

  private static void requireNoOtherRules(JsonObject model) {
    for (String affix : PARTS_OF_A_WORD) {
      if (model.fields().get(affix) instanceof String text && !text.isEmpty()) {
        throw model.invalid(affix, "is a rule that Prose does not know");
      }
    }
    if (model.fields().get("dropout") instanceof Number dropout && dropout.doubleValue() != 0) {
      throw model.invalid("dropout", "makes encoding random, which Prose does not do");
    }
    if (Boolean.TRUE.equals(model.fields().get("byte_fallback"))) {
      throw model.invalid("byte_fallback", "is a rule that Prose does not know");
    }
  }
}
