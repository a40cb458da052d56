package dev.prose.checkpoint;

import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several models with their weights; each has files of its own, with a number. */
record InterpolationFormat() implements ModelFormat {
  static final String NAME = "interpolation";

  private static final String WEIGHTS = "weights";
  private static final String COMPONENTS = "components";
  private static final String MODEL = "model"; // with a number: what config.json tells of one

  @Override
  public String type() {
    return NAME;
  }

  @Override
  public int mostTokens() {
    return Character.MAX_CODE_POINT + 1;
  }

  @Override
  public void check(Predictor model) {
    for (LanguageModel component : components(model)) {
      ModelFormat format = ModelFormat.of(component);
      if (format instanceof InterpolationFormat) {
        throw new IllegalArgumentException("an interpolation of interpolations cannot be kept");
      }
      format.check(component);
    }
  }

  private static List<LanguageModel> components(Predictor model) {
    return ((LinearInterpolation) model).components();
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    List<Double> weights = Arrays.stream(((LinearInterpolation) model).weights()).boxed().toList();
    List<String> types =
        components(model).stream().map(component -> ModelFormat.of(component).type()).toList();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put(COMPONENTS, types);
    config.put(WEIGHTS, weights);
    int number = 1;
    for (LanguageModel component : components(model)) {
      config.put(part(MODEL, number++), ModelFormat.of(component).config(component));
    }
    return config;
  }

  private static String part(String name, int number) {
    return name + "_" + number;
  }

  @Override
  public void write(Predictor model, CheckpointWriter writer, String file) throws IOException {
    int number = 1;
    for (LanguageModel component : components(model)) {
      ModelFormat.of(component).write(component, writer, part(file, number++));
    }
  }

  @Override
  public Predictor read(Path checkpoint, JsonObject config, int vocabularySize, String file)
      throws IOException {
    List<LanguageModel> components = new ArrayList<>();
    for (String type : config.texts(COMPONENTS)) {
      ModelFormat format = ModelFormat.named(config, COMPONENTS, type);
      if (format instanceof InterpolationFormat || vocabularySize > format.mostTokens()) {
        throw config.invalid(COMPONENTS, "has a part that cannot be one: " + type);
      }
      int number = components.size() + 1;
      String part = part(file, number);
      JsonObject ofPart = config.object(part(MODEL, number));
      if (!(format.read(checkpoint, ofPart, vocabularySize, part)
          instanceof LanguageModel component)) {
        throw config.invalid(COMPONENTS, "has a part that gives no probabilities: " + part);
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
