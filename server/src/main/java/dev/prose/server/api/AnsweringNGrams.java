package dev.prose.server.api;

import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which n-grams the answers of a model come from. */
final class AnsweringNGrams {
  private final NGramModel model;
  private final Tokenizer tokenizer;
  private final int[] context;
  private final NGramCursor behind;

  /**
   * @param context all tokens before
   */
  AnsweringNGrams(NGramModel model, Tokenizer tokenizer, int... context) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.context = context;
    this.behind = cursor(context);
  }

  private NGramCursor cursor(int... read) {
    NGramCursor cursor = model.cursor();
    for (int token : read) {
      cursor.advance(token);
    }
    return cursor;
  }

  /** Adds to a token's object the longest n-gram that was seen with it, its length and count. */
  void explain(int id, Map<String, @Nullable Object> object) {
    double _ = behind.probability(id);
    int length = behind.answeredOrder();
    object.put("ngram", shown(length == 0 ? new int[0] : nGram(length, id)));
    object.put("order", length);
    object.put("count", count(behind));
  }

  private static @Nullable Long count(NGramCursor cursor) {
    OptionalLong count = cursor.answeredCount();
    return count.isPresent() ? count.getAsLong() : null;
  }

  /** The last tokens and one more. */
  private int[] nGram(int length, int id) {
    int from = Math.max(0, context.length - length + 1);
    int[] nGram = Arrays.copyOfRange(context, from, context.length + 1);
    nGram[nGram.length - 1] = id;
    return nGram;
  }

  private String shown(int... tokens) {
    StringBuilder shown = new StringBuilder();
    for (int token : tokens) {
      shown.append(tokenizer.shown(token));
    }
    return shown.toString();
  }

  /** How likely a token is to a model that sees so many tokens before, from none up to all. */
  List<Map<String, @Nullable Object>> orders(int id) {
    List<Map<String, @Nullable Object>> orders = new ArrayList<>();
    for (int order = 1; order <= Math.min(model.order(), context.length + 1); order++) {
      int[] seen = Arrays.copyOfRange(context, context.length - order + 1, context.length);
      NGramCursor cursor = cursor(seen);
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("order", order);
      object.put("context", tokenizer.decode(seen));
      object.put("label", shown(seen));
      object.put("probability", cursor.probability(id));
      object.put("answered", cursor.answeredOrder());
      object.put("count", count(cursor));
      orders.add(object);
    }
    return orders;
  }
}
