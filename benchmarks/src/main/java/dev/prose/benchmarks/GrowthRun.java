package dev.prose.benchmarks;

import dev.prose.corpora.Corpora;
import dev.prose.corpora.CorpusLoader;
import dev.prose.corpora.Download;
import dev.prose.corpora.SourceResolver;
import dev.prose.count.NGramCounter;
import dev.prose.count.NGramCounts;
import dev.prose.data.TextStorage;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.model.NGramModel;
import dev.prose.smooth.KneserNey;
import dev.prose.text.LoadListener;
import dev.prose.text.OnMalformed;
import dev.prose.text.StreamedCorpus;
import dev.prose.text.TextDecoder;
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
 * One text, from its file to a model and its loss, in a JVM of its own. Prints one line: seconds of
 * reading, counting, fitting and scoring, how many characters were scored, and how many n-grams
 * there are.
 */
final class GrowthRun {
  static final int ORDER = 5;
  private static final long MOST_SCORED = 10_000_000; // characters

  private GrowthRun() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    long start = System.nanoTime();
    try (TokenizedText text = read(file)) {
      Tokens tokens = text.tokens();
      long read = System.nanoTime();
      NGramCounts counts =
          NGramCounter.inMemory(ORDER, OptionalInt.empty())
              .withMemory(Runtime.getRuntime().maxMemory() / 4, folder(file))
              .count(tokens);
      long counted = System.nanoTime();
      NGramModel model = KneserNey.ESTIMATED.fit(counts);
      long fitted = System.nanoTime();
      Tokens scored = tokens.slice(0, Math.min(tokens.size(), MOST_SCORED));
      Evaluator.exact(model, scored);
      long end = System.nanoTime();
      System.out.printf(
          "%s %s %s %s %d %d%n",
          (read - start) / 1e9,
          (counted - read) / 1e9,
          (fitted - counted) / 1e9,
          (end - fitted) / 1e9,
          scored.size(),
          model.trie().size());
    }
  }

  /** As the command does: in pieces, where the text is large for the heap. */
  private static TokenizedText read(Path file) throws IOException {
    CorpusLoader loader =
        new CorpusLoader(
            new SourceResolver(Corpora.installed(), Path.of("")),
            new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR),
            InputStream.nullInputStream(),
            Download.standard());
    List<String> sources = List.of(file.toString());
    LoadListener listener = new LoadListener() {};
    OptionalLong size = OptionalLong.of(Files.size(file));
    if (TextStorage.of(size, OptionalLong.empty(), Runtime.getRuntime().maxMemory())
        == TextStorage.IN_MEMORY) {
      return TokenizedText.of(loader.load(sources, listener));
    }
    Path folder = folder(file);
    try (StreamedCorpus corpus = loader.stream(sources, folder, listener)) {
      return TokenizedText.of(corpus, folder, listener);
    }
  }

  /** Where temporary files go: beside the text, where there is room. */
  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
