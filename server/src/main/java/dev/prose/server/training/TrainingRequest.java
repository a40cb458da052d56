package dev.prose.server.training;

import dev.prose.corpora.Corpora;
import dev.prose.data.Tokenization;
import dev.prose.server.http.Fields;
import dev.prose.server.models.ServedModel;
import dev.prose.text.Corpus;
import dev.prose.text.CorpusProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to train.
 *
 * @param name what the model is to be called; empty for any name
 * @param family of models
 * @param recipe how it learns
 * @param source of the text
 * @param tokenization what the tokens are
 */
record TrainingRequest(
    Optional<String> name, String family, Recipe recipe, Source source, Tokenization tokenization) {
  private static final long SEED = 1337;

  /** Where a text comes from. */
  @FunctionalInterface
  interface Source {
    Corpus load() throws IOException;
  }

  /**
   * Reads a request.
   *
   * @throws dev.prose.server.http.ApiException if anything is wrong with it
   */
  static TrainingRequest read(Fields fields, List<Family> families, Corpora corpora) {
    Family family = family(fields, families);
    long seed = fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(SEED);
    return new TrainingRequest(
        name(fields),
        family.name(),
        family.recipe(fields, seed),
        source(fields, corpora),
        TokenFields.read(fields, family));
  }

  private static Optional<String> name(Fields fields) {
    Optional<String> name = fields.string("name").filter(given -> !given.isEmpty());
    try {
      name.ifPresent(ServedModel::requireName);
    } catch (IllegalArgumentException e) {
      throw fields.invalid("name", "cannot be one: " + e.getMessage());
    }
    return name;
  }

  private static Family family(Fields fields, List<Family> families) {
    String known = String.join(", ", families.stream().map(Family::name).toList());
    String name =
        fields
            .string("model")
            .orElseThrow(() -> fields.invalid("model", "is missing: it is one of " + known));
    return families.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> fields.invalid("model", "must be one of " + known));
  }

  private static Source source(Fields fields, Corpora corpora) {
    Optional<String> corpus = fields.string("corpus");
    Optional<String> text = fields.string("text");
    if (corpus.isPresent() == text.isPresent()) {
      throw fields.invalid("corpus", "or \"text\" must be there, and not both");
    }
    if (text.isPresent()) {
      if (text.get().isBlank()) {
        throw fields.invalid("text", "is empty");
      }
      return () -> Corpus.of("pasted text", text.get());
    }
    CorpusProvider provider =
        corpora
            .find(corpus.get())
            .orElseThrow(() ->
                fields.invalid("corpus", "must be one of " + String.join(", ", corpora.names())));
    if (!provider.origin().isAtHand()) {
      throw fields.invalid(
          "corpus",
          "has not been fetched: run `prose data --fetch %s` first".formatted(provider.name()));
    }
    return provider::load;
  }
}
