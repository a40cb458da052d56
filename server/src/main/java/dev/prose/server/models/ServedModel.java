package dev.prose.server.models;

import dev.prose.TextModel;
import dev.prose.count.BigramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model that is served.
 *
 * @param name by which requests ask for it
 * @param text the model
 * @param since when it is served
 * @param counts of pairs in what it was learned from, where the server knows that
 */
public record ServedModel(
    String name, TextModel text, Instant since, Optional<BigramCounts> counts) {
  private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,64}");

  /** The most tokens of a model whose pairs are shown: a reply of about a megabyte. */
  public static final int MOST_PAIRED = 256;

  /**
   * @throws IllegalArgumentException if it cannot have that name
   * @throws dev.prose.checkpoint.NoProbabilitiesException if it has scores in place of
   *     probabilities
   */
  public ServedModel {
    requireName(name);
    LanguageModel _ = text.languageModel();
  }

  /**
   * Refuses a name that no address could have.
   *
   * @throws IllegalArgumentException if it is empty or long, or has a slash or a control character
   */
  public static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a model's name has up to 64 characters and no slash, but was given as \"%s\""
              .formatted(name));
    }
  }

  /**
   * A model with what it was learned from.
   *
   * @param train the tokens it was learned from
   */
  public static ServedModel learnedFrom(Tokens train, String name, TextModel text, Instant since) {
    return new ServedModel(
        name,
        text,
        since,
        train.vocabularySize() <= MOST_PAIRED
            ? Optional.of(BigramCounts.of(train))
            : Optional.empty());
  }

  /** A model whose text is not at hand. */
  public ServedModel(String name, TextModel text, Instant since) {
    this(name, text, since, Optional.empty());
  }

  public LanguageModel model() {
    return text.languageModel();
  }
}
