package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.benchmarks.Folders;
import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingState;
import dev.prose.count.NGramCounts;
import dev.prose.model.BigramModel;
import dev.prose.model.LanguageModel;
import dev.prose.smooth.KneserNey;
import dev.prose.text.Corpus;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures writing a checkpoint to the disk, and reading it back. */
@State(Scope.Benchmark)
public class Checkpoints {
  @Param({"bigram", "ngram"})
  public String kind;

  private Checkpoint checkpoint;
  private Path folder;

  @Setup
  public void save() throws IOException {
    BenchmarkText text = BenchmarkText.read();
    LanguageModel model =
        kind.equals("bigram")
            ? BigramModel.random(text.tokenizer().vocabularySize(), 1337)
            : KneserNey.ESTIMATED.fit(NGramCounts.of(text.split().train(), 7));
    TrainingState state = TrainingState.of(Corpus.of("text", text.text()), "a benchmark", 1);
    checkpoint = new Checkpoint(model, text.tokenizer(), state);
    folder = Files.createTempDirectory("prose-benchmark");
    checkpoint.save(folder);
  }

  @TearDown
  public void delete() throws IOException {
    Folders.delete(folder);
  }

  @Benchmark
  public Path write() throws IOException {
    return checkpoint.save(folder);
  }

  @Benchmark
  public Checkpoint read() throws IOException {
    return Checkpoint.load(folder, OnUnknown.ERROR);
  }
}
