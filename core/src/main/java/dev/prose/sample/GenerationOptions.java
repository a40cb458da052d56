package dev.prose.sample;

import java.util.List;

/**
 * What to generate.
 *
 * @param sampling how each token is chosen
 * @param maxNewTokens how many tokens at most
 * @param stops texts that end the generation when they come up; none of them is part of the result
 * @param seed where the randomness comes from
 */
public record GenerationOptions(
    SamplingOptions sampling, int maxNewTokens, List<String> stops, long seed) {
  /** 500 tokens from the model's own distribution, no stops, seed 1337. */
  public static final GenerationOptions DEFAULT =
      new GenerationOptions(SamplingOptions.DEFAULT, 500, List.of(), 1337);

  /**
   * @throws IllegalArgumentException if {@code maxNewTokens} is negative or a stop is empty
   */
  public GenerationOptions {
    if (maxNewTokens < 0) {
      throw new IllegalArgumentException(
          "max new tokens must be 0 or more, but is " + maxNewTokens);
    }
    if (stops.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a stop text must not be empty");
    }
    stops = List.copyOf(stops);
  }

  public GenerationOptions withSampling(SamplingOptions newSampling) {
    return new GenerationOptions(newSampling, maxNewTokens, stops, seed);
  }

  public GenerationOptions withMaxNewTokens(int newMaxNewTokens) {
    return new GenerationOptions(sampling, newMaxNewTokens, stops, seed);
  }

  public GenerationOptions withStops(String... newStops) {
    return new GenerationOptions(sampling, maxNewTokens, List.of(newStops), seed);
  }

  public GenerationOptions withSeed(long newSeed) {
    return new GenerationOptions(sampling, maxNewTokens, stops, newSeed);
  }
}
