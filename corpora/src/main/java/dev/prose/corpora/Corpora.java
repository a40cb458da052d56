package dev.prose.corpora;

import dev.prose.text.CorpusProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The corpora that have a name. Nothing is loaded before the first call. */
public final class Corpora {
  private final Iterable<CorpusProvider> providers;
  private @Nullable Map<String, CorpusProvider> byName;

  /**
   * @param providers with different names; read at the first call
   */
  public Corpora(Iterable<CorpusProvider> providers) {
    this.providers = providers;
  }

  /** The corpora on the class path, found with {@link ServiceLoader}. */
  public static Corpora installed() {
    return new Corpora(ServiceLoader.load(CorpusProvider.class));
  }

  /**
   * All corpora, in the order of their names.
   *
   * @throws IllegalStateException if two have the same name, or a name is not valid for a corpus
   */
  public List<CorpusProvider> all() {
    return new ArrayList<>(byName().values());
  }

  /** The names of all corpora, in order. */
  public List<String> names() {
    return new ArrayList<>(byName().keySet());
  }

  /**
   * The corpus with that name, if there is one.
   *
   * @throws IllegalStateException if two have the same name, or a name is not valid for a corpus
   */
  public Optional<CorpusProvider> find(String name) {
    // Paths, URLs and most files are ruled out here, without opening a jar.
    return isName(name) ? Optional.ofNullable(byName().get(name)) : Optional.empty();
  }

  /**
   * The corpus that a person named.
   *
   * @throws SourceNotFoundException if there is none; the message lists the corpora
   */
  public CorpusProvider require(String name) throws SourceNotFoundException {
    Optional<CorpusProvider> found = find(name);
    if (found.isEmpty()) {
      throw new SourceNotFoundException("There is no corpus \"" + name + "\"." + advice(name));
    }
    return found.get();
  }

  /** What to name instead, as sentences to append to a message. */
  String advice(String given) {
    return NearMiss.of(given, names()).map(name -> " Did you mean " + name + "?").orElse("")
        + " The corpora are: "
        + String.join(", ", names());
  }

  /** Whether this can be a corpus's name: lower-case letters, digits and inner hyphens. */
  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!word && (c != '-' || i == 0)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private Map<String, CorpusProvider> byName() {
    Map<String, CorpusProvider> found = byName;
    if (found == null) {
      found = new TreeMap<>();
      for (CorpusProvider provider : providers) {
        add(provider, found);
      }
      byName = found;
    }
    return found;
  }

  private static void add(CorpusProvider provider, Map<String, CorpusProvider> found) {
    String name = provider.name();
    String type = provider.getClass().getName();
    if (!isName(name)) {
      throw new IllegalStateException(
          "\""
              + name
              + "\", as "
              + type
              + " calls its corpus, is not lower-case letters, digits"
              + " and hyphens");
    }
    CorpusProvider other = found.putIfAbsent(name, provider);
    if (other != null) {
      throw new IllegalStateException(
          "Two corpora are called "
              + name
              + ", those of "
              + other.getClass().getName()
              + " and "
              + type
              + ". Take one of them off the class path");
    }
  }
}
