package dev.prose.server.training;

import dev.prose.server.http.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A family of models that can be trained here.
 *
 * @param name as {@code prose train --model} has it
 * @param title for a person
 * @param bySteps whether it learns step by step, and is measured on the way
 * @param ofCharacters whether it knows no other tokens
 * @param options that can be chosen
 * @param recipe makes a way to learn of the options' values
 */
record Family(
    String name,
    String title,
    boolean bySteps,
    boolean ofCharacters,
    List<FamilyOption> options,
    Maker recipe) {
  /** Makes a way to learn. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the values do not fit each other
     */
    Recipe of(Values values, long seed);
  }

  /** The options' values by their names. */
  record Values(Map<String, Double> byName) {
    int whole(String name) {
      return (int) real(name);
    }

    double real(String name) {
      Double value = byName.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no option is called " + name);
      }
      return value;
    }
  }

  /**
   * The way to learn that a request asks for.
   *
   * @throws dev.prose.server.http.ApiException if a value is out of its range
   */
  Recipe recipe(Fields fields, long seed) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (FamilyOption option : options) {
      values.put(option.name(), option.read(fields));
    }
    try {
      return recipe.of(new Values(values), seed);
    } catch (IllegalArgumentException e) {
      throw fields.invalid("model", "cannot be made so: " + e.getMessage());
    }
  }

  /** What a form is made of. */
  Map<String, @Nullable Object> described() {
    Map<String, @Nullable Object> of = new LinkedHashMap<>();
    for (FamilyOption option : options) {
      of.put(option.name(), option.described());
    }
    if (!ofCharacters) {
      of.putAll(TokenFields.described());
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", name);
    object.put("title", title);
    object.put("by_steps", bySteps);
    object.put("options", of);
    return object;
  }
}
