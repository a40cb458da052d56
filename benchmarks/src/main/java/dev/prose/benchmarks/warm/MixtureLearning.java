package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureTrainer;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures making a mixture from the tokens of the training split. */
@State(Scope.Benchmark)
public class MixtureLearning {
  private static final long SEED = 1337;

  @Param({"small", "medium"})
  public String contexts;

  private BenchmarkText text;

  @Setup
  public void read() throws IOException {
    text = BenchmarkText.read();
  }

  static MixtureTrainer trainer(BenchmarkText text, String contexts) {
    long length = text.split().train().size();
    return new MixtureTrainer(
        text.split().train(),
        text.tokenizer().vocabulary(),
        MixtureOptions.of(contexts, false, length, SEED));
  }

  /** A fully trained model. */
  static Mixture learn(BenchmarkText text, String contexts) {
    MixtureTrainer trainer = trainer(text, contexts);
    trainer.train((blocks, nats) -> {}, () -> false);
    return trainer.model();
  }

  @Benchmark
  public MixtureTrainer count() {
    return trainer(text, contexts);
  }

  @Benchmark
  public Mixture learn() {
    return learn(text, contexts);
  }
}
