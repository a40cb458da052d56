package dev.prose.server.fields;

import dev.prose.server.http.Fields;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;

/** Reads which model is asked. */
public final class ModelField {
  private ModelField() {}

  /**
   * The model that is named.
   *
   * @throws dev.prose.server.http.ApiException if none is, or there is none of that name
   */
  public static ServedModel read(Fields fields, ServedModels models) {
    return models.require(
        fields
            .string("model")
            .orElseThrow(() -> fields.invalid("model", "is missing: there is " + models.names())));
  }
}
