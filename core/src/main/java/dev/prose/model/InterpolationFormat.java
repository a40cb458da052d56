package dev.prose.model;

import dev.prose.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Several models with their weights; each has files of its own, with a number.
 *
 * @param formats finds the format of a type of models, if one is known
 */
public record InterpolationFormat(Function<String, Optional<ModelFormat>> formats)
    implements ModelFormat {
  private static final String WEIGHTS = "weights";
  private static final String COMPONENTS = "components";
  private static final String MODEL = "model_"; // with a number: what config.json tells of one

  @Override
  public String type() {
    return LinearInterpolation.TYPE;
  }

  @Override
  public int mostTokens() {
    return Character.MAX_CODE_POINT + 1;
  }

  @Override
  public void check(Predictor model) {
    for (LanguageModel component : components(model)) {
      ModelFormat format = format(component);
      if (format instanceof InterpolationFormat) {
        throw new IllegalArgumentException("an interpolation of interpolations cannot be kept");
      }
      format.check(component);
    }
  }

  private ModelFormat format(LanguageModel component) {
    return formats
        .apply(component.type())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no format is known for a model of the type " + component.type()));
  }

  private static List<LanguageModel> components(Predictor model) {
    return ((LinearInterpolation) model).components();
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    List<Double> weights = Arrays.stream(((LinearInterpolation) model).weights()).boxed().toList();
    List<String> types = components(model).stream().map(LanguageModel::type).toList();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put(COMPONENTS, types);
    config.put(WEIGHTS, weights);
    int number = 1;
    for (LanguageModel component : components(model)) {
      config.put(MODEL + number++, format(component).config(component));
    }
    return config;
  }

  @Override
  public void write(Predictor model, ModelOutput output) throws IOException {
    int number = 1;
    for (LanguageModel component : components(model)) {
      format(component).write(component, output.part(number++));
    }
  }

  @Override
  public Predictor read(ModelInput input) throws IOException {
    JsonObject config = input.config();
    List<LanguageModel> components = new ArrayList<>();
    for (String type : config.texts(COMPONENTS)) {
      ModelFormat format =
          formats
              .apply(type)
              .orElseThrow(
                  () -> config.invalid(COMPONENTS, "has a part of an unknown type: " + type));
      if (format instanceof InterpolationFormat || input.vocabularySize() > format.mostTokens()) {
        throw config.invalid(COMPONENTS, "has a part that cannot be one: " + type);
      }
      int number = components.size() + 1;
      Predictor part = format.read(input.part(number, config.object(MODEL + number)));
      if (!(part instanceof LanguageModel component)) {
        throw config.invalid(COMPONENTS, "has a part that gives no probabilities: " + number);
      }
      components.add(component);
    }
    try {
      return new LinearInterpolation(components, config.numbers(WEIGHTS));
    } catch (IllegalArgumentException e) {
      throw config.invalid(WEIGHTS, "cannot be: " + e.getMessage());
    }
  }
}
