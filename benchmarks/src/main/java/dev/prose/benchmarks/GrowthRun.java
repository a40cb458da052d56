package dev.prose.benchmarks;

import dev.prose.corpora.Corpora;
import dev.prose.corpora.CorpusLoader;
import dev.prose.corpora.Download;
import dev.prose.corpora.SourceResolver;
import dev.prose.count.NGramCounter;
import dev.prose.count.NGramCounts;
import dev.prose.data.Split;
import dev.prose.data.TextStorage;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureShape;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.model.NGramModel;
import dev.prose.smooth.KneserNey;
import dev.prose.text.LoadListener;
import dev.prose.text.OnMalformed;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextDecoder;
import dev.prose.token.chars.Vocabulary;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Takes one text from its file to a model and its loss, in a JVM of its own. Prints one line: the
 * seconds for reading, counting, fitting and scoring, the number of characters scored, and the
 * number of counts.
 */
final class GrowthRun {
  static final int ORDER = 5;
  private static final long MOST_SCORED = 10_000_000; // characters

  private GrowthRun() {}

  /** The kinds of model that are made from a text. */
  enum Kind {
    NGRAM,
    MIXTURE
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    long start = System.nanoTime();
    try (TokenizedText text = read(file)) {
      double read = seconds(start);
      String rest =
          switch (Kind.valueOf(arguments[0])) {
            case NGRAM -> nGrams(text.tokens(), folder(file));
            case MIXTURE -> mixture(text);
          };
      System.out.println(read + " " + rest);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static String nGrams(Tokens tokens, Path folder) throws IOException {
    long start = System.nanoTime();
    NGramCounts counts =
        NGramCounter.inMemory(ORDER, OptionalInt.empty())
            .withMemory(Runtime.getRuntime().maxMemory() / 4, folder)
            .count(tokens);
    double counted = seconds(start);
    start = System.nanoTime();
    NGramModel model = KneserNey.ESTIMATED.fit(counts);
    double fitted = seconds(start);
    start = System.nanoTime();
    Tokens scored = tokens.slice(0, Math.min(tokens.size(), MOST_SCORED));
    Evaluator.exact(model, scored);
    return "%s %s %s %d %d"
        .formatted(counted, fitted, seconds(start), scored.size(), model.trie().size());
  }

  /** Scores held-out text, because a mixture knows the text it learned from by heart. */
  private static String mixture(TokenizedText text) {
    Split split = Split.of(text.tokens(), Split.DEFAULT_TRAIN_FRACTION);
    MixtureOptions options =
        MixtureOptions.of(MixtureShape.DEFAULT_CONTEXTS, false, split.train().size(), 1337);
    long start = System.nanoTime();
    MixtureTrainer trainer =
        new MixtureTrainer(split.train(), Vocabulary.of(text.tokenizer(), "a mixture"), options);
    double counted = seconds(start);
    start = System.nanoTime();
    trainer.train((blocks, nats) -> {}, () -> false);
    Mixture model = trainer.model();
    double learned = seconds(start);
    start = System.nanoTime();
    MixtureEvaluation.of(model, split.validation(), () -> false);
    return "%s %s %s %d %d"
        .formatted(counted, learned, seconds(start), split.validation().size(), model.countCount());
  }

  /** Reads as the command does: in pieces, if the text is large for the heap. */
  private static TokenizedText read(Path file) throws IOException {
    CorpusLoader loader = loader();
    List<String> sources = List.of(file.toString());
    LoadListener listener = new LoadListener() {};
    OptionalLong size = OptionalLong.of(Files.size(file));
    if (TextStorage.of(size, OptionalLong.empty(), Runtime.getRuntime().maxMemory())
        == TextStorage.IN_MEMORY) {
      return TokenKinds.byDefault().tokenize(loader.load(sources, listener));
    }
    Path folder = folder(file);
    try (StreamedCorpus corpus = loader.stream(sources, folder, listener)) {
      return TokenKinds.byDefault().tokenize(corpus, folder, listener);
    }
  }

  static CorpusLoader loader() {
    return new CorpusLoader(
        new SourceResolver(Corpora.installed(), Path.of("")),
        new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR),
        InputStream.nullInputStream(),
        Download.standard());
  }

  /** The folder for temporary files: beside the text, where there is room. */
  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
