package dev.prose.benchmarks.peers;

import com.aliasi.lm.LanguageModel;
import com.aliasi.lm.NGramBoundaryLM;
import com.aliasi.lm.NGramProcessLM;
import com.aliasi.util.AbstractExternalizable;
import java.io.IOException;

/**
 * LingPipe's models, which smooth after Witten and Bell. They are told how many characters there
 * are, as Prose knows it; by default they reckon with all that a {@code char} can be.
 *
 * @param model what scores a text as a whole
 * @param lines whether lines are scored one by one
 */
record LingPipeModel(LanguageModel model, boolean lines) implements TextModel {
  static LingPipeModel fit(String text, int order) {
    return new LingPipeModel(process(text, order), false);
  }

  /** In the form that is made to be read only. */
  static LingPipeModel fitCompiled(String text, int order) throws IOException {
    try {
      return new LingPipeModel(
          (LanguageModel) AbstractExternalizable.compile(process(text, order)), false);
    } catch (ClassNotFoundException e) {
      throw new IOException("LingPipe does not find its own class", e);
    }
  }

  static LingPipeModel fitLines(String text, int order) {
    NGramBoundaryLM model = new NGramBoundaryLM(order, characters(text));
    text.lines().forEach(model::train);
    return new LingPipeModel(model, true);
  }

  private static NGramProcessLM process(String text, int order) {
    NGramProcessLM model = new NGramProcessLM(order, characters(text));
    model.train(text);
    return model;
  }

  private static int characters(String text) {
    return (int) text.chars().distinct().count();
  }

  @Override
  public double loss(String text) {
    double bits =
        lines ? text.lines().mapToDouble(model::log2Estimate).sum() : model.log2Estimate(text);
    return -bits * Math.log(2) / text.length();
  }
}
