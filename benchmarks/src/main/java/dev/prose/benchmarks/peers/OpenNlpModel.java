package dev.prose.benchmarks.peers;

import java.util.Arrays;
import opennlp.tools.languagemodel.NGramLanguageModel;

/** OpenNLP's stupid backoff over tokens; here each token is a character. */
record OpenNlpModel(NGramLanguageModel model, int order) implements TextModel {
  static OpenNlpModel fit(String text, int order) {
    NGramLanguageModel model = new NGramLanguageModel(order);
    model.add(text.split(""));
    return new OpenNlpModel(model, order);
  }

  @Override
  public double loss(String text) {
    String[] characters = text.split("");
    double sum = 0;
    for (int end = order; end <= characters.length; end++) {
      sum -= Math.log(model.calculateProbability(Arrays.copyOfRange(characters, end - order, end)));
    }
    return sum / (characters.length - order + 1);
  }
}
