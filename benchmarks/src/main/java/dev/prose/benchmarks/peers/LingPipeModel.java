package dev.prose.benchmarks.peers;

import com.aliasi.lm.LanguageModel;
import com.aliasi.lm.NGramBoundaryLM;
import com.aliasi.lm.NGramProcessLM;
import com.aliasi.util.AbstractExternalizable;
import java.io.IOException;

/**
 * LingPipe's models with Witten-Bell smoothing. They are told the number of different characters,
 * which Prose knows too; by default they assume every possible {@code char}.
 *
 * @param model scores a text as a whole
 * @param lines whether lines are scored one at a time
 */
record LingPipeModel(LanguageModel model, boolean lines) implements TextModel {
  static LingPipeModel fit(String text, int order) {
    return new LingPipeModel(process(text, order), false);
  }

  /** A model in the compiled form, which cannot learn any more. */
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
