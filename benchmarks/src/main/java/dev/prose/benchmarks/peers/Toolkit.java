package dev.prose.benchmarks.peers;

import java.io.IOException;

/** The libraries that make models of character n-grams from text. */
public enum Toolkit {
  PROSE("Prose, Kneser-Ney") {
    @Override
    public TextModel fit(String text, int order) {
      return ProseModel.fit(text, order);
    }
  },
  PROSE_AUTOMATON("Prose, the same as an automaton") {
    @Override
    public TextModel fit(String text, int order) {
      return ProseModel.fitAutomaton(text, order);
    }
  },
  LINGPIPE("LingPipe, NGramProcessLM") {
    @Override
    public TextModel fit(String text, int order) {
      return LingPipeModel.fit(text, order);
    }
  },
  LINGPIPE_COMPILED("LingPipe, compiled") {
    @Override
    public TextModel fit(String text, int order) throws IOException {
      return LingPipeModel.fitCompiled(text, order);
    }
  },
  LINGPIPE_LINES("LingPipe, NGramBoundaryLM, line by line") {
    @Override
    public TextModel fit(String text, int order) {
      return LingPipeModel.fitLines(text, order);
    }
  },
  BERKELEYLM("BerkeleyLM, Kneser-Ney, line by line") {
    @Override
    public TextModel fit(String text, int order) throws IOException {
      return BerkeleyModel.fit(text, order);
    }
  },
  OPENNLP("OpenNLP, NGramLanguageModel (scores, no probabilities)") {
    @Override
    public TextModel fit(String text, int order) {
      return OpenNlpModel.fit(text, order);
    }
  };

  private final String title;

  Toolkit(String title) {
    this.title = title;
  }

  /** The library's name, and which of its models this is. */
  public String title() {
    return title;
  }

  /**
   * Makes a model with n-grams up to a length.
   *
   * @throws IOException if the library needs a file and that fails
   */
  public abstract TextModel fit(String text, int order) throws IOException;
}
