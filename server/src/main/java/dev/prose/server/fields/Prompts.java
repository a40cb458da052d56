package dev.prose.server.fields;

import dev.prose.server.http.Fields;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Reads prompts: a text, token ids, or several of either. */
public final class Prompts {
  private static final String NAME = "prompt";
  private static final String FORMS =
      "must be a text, a list of texts, a list of token ids, or a list of such lists";

  private final Fields fields;
  private final Tokenizer tokenizer;

  /**
   * A text that is to be continued.
   *
   * @param tokens what it is to the model
   */
  // An array, because models read it; never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Prompt(String text, int[] tokens) {}

  public Prompts(Fields fields, Tokenizer tokenizer) {
    this.fields = fields;
    this.tokenizer = tokenizer;
  }

  /** One, if it is absent: the empty text. */
  public List<Prompt> read() {
    Object value = fields.any(NAME).orElse("");
    if (value instanceof String text) {
      return List.of(ofText(text));
    }
    if (!(value instanceof List<?>)) {
      throw fields.invalid(NAME, FORMS);
    }
    List<Object> list = fields.list(NAME);
    if (list.isEmpty()) {
      throw fields.invalid(NAME, "is an empty list");
    }
    if (list.getFirst() instanceof Number) {
      return List.of(ofTokens(list));
    }
    List<Prompt> prompts = new ArrayList<>();
    for (Object each : list) {
      if (each instanceof String text) {
        prompts.add(ofText(text));
      } else if (each instanceof List<?> tokens) {
        prompts.add(ofTokens(tokens));
      } else {
        throw fields.invalid(NAME, FORMS);
      }
    }
    return prompts;
  }

  private Prompt ofText(String text) {
    return ofText(NAME, text);
  }

  /** A text that is in another field. */
  public Prompt ofText(String name, String text) {
    try {
      return new Prompt(text, tokenizer.encode(text));
    } catch (InvalidDataException e) {
      throw fields.invalid(name, "cannot be encoded: " + e.getMessage());
    }
  }

  private Prompt ofTokens(List<?> ids) {
    return ofTokens(NAME, ids);
  }

  /** The token ids of another field. */
  public Prompt ofTokens(String name) {
    return ofTokens(name, fields.list(name));
  }

  private Prompt ofTokens(String name, List<?> ids) {
    int[] tokens = new int[ids.size()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = token(name, ids.get(i));
    }
    return new Prompt(tokenizer.decode(tokens), tokens);
  }

  private int token(String name, Object id) {
    if (!(id instanceof Integer token)) {
      throw fields.invalid(name, "has something among its token ids that is none: " + id);
    }
    if (token < 0 || token >= tokenizer.vocabularySize()) {
      throw fields.invalid(
          name,
          "has the token id %,d, but this model's are from 0 to %,d"
              .formatted(token, tokenizer.vocabularySize() - 1));
    }
    return token;
  }
}
