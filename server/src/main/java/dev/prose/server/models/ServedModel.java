package dev.prose.server;

import dev.prose.TextModel;
import dev.prose.model.LanguageModel;
import java.time.Instant;

/**
 * A model that is served.
 *
 * @param name by which requests ask for it
 * @param text the model
 * @param since when it is served
 */
public record ServedModel(String name, TextModel text, Instant since) {
  /**
   * @throws dev.prose.checkpoint.NoProbabilitiesException if it has scores in place of
   *     probabilities
   */
  public ServedModel {
    LanguageModel _ = text.languageModel();
  }

  public LanguageModel model() {
    return text.languageModel();
  }
}
