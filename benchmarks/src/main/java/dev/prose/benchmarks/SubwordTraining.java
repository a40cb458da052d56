package dev.prose.benchmarks;

import dev.prose.data.TextStorage;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import dev.prose.token.bpe.BpeOptions;
import dev.prose.token.bpe.BpeTokenization;
import dev.prose.token.bpe.BpeTokenizer;
import dev.prose.token.pieces.Splitters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Learns the subwords of one text in a JVM of its own, and prints how many tokens there are. */
final class SubwordTraining {
  private SubwordTraining() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    BpeOptions options =
        new BpeOptions(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    BpeTokenization tokenization = new BpeTokenization(Splitters.named("gpt2"), options);
    System.out.println(tokenizer(file, tokenization).vocabularySize());
  }

  /** Reads as the command does: in pieces, if the text is large for the heap. */
  private static BpeTokenizer tokenizer(Path file, BpeTokenization tokenization)
      throws IOException {
    List<String> sources = List.of(file.toString());
    LoadListener listener = new LoadListener() {};
    OptionalLong size = OptionalLong.of(Files.size(file));
    if (TextStorage.of(size, OptionalLong.empty(), Runtime.getRuntime().maxMemory())
        == TextStorage.IN_MEMORY) {
      return tokenization.tokenizer(GrowthRun.loader().load(sources, listener).text());
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    try (StreamedCorpus corpus = GrowthRun.loader().stream(sources, folder, listener)) {
      return tokenization.tokenizer(corpus, listener);
    }
  }
}
