package dev.prose.token.pieces;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The splitters that have a name. */
public final class Splitters {
  private static final Map<String, Splitter> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put("gpt2", new Gpt2Splitter());
    NAMED.put("gpt4", Gpt4Splitter.CL100K);
    NAMED.put("gpt4o", new Gpt4oSplitter());
    NAMED.put("words", new WordSplitter());
    NAMED.put("whole", new WholeText());
  }

  private Splitters() {}

  /**
   * A splitter by its name.
   *
   * @param name {@code gpt2} (r50k_base and p50k_base of tiktoken), {@code gpt4} (cl100k_base),
   *     {@code gpt4o} (o200k_base); {@code words}; or {@code whole}, which does not cut at all
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Splitter named(String name) {
    Splitter splitter = NAMED.get(name);
    if (splitter == null) {
      throw new IllegalArgumentException(
          "no splitter is called \"" + name + "\"; there are " + String.join(", ", names()));
    }
    return splitter;
  }

  /** The names that {@link #named} takes. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }
}
