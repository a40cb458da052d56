package dev.prose.benchmarks.warm;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.benchmarks.peers.Libtorch;
import dev.prose.data.Batch;
import dev.prose.data.BatchSampler;
import dev.prose.device.Device;
import dev.prose.device.NumberType;
import dev.prose.device.Place;
import dev.prose.estimate.NeuralEstimator;
import dev.prose.neural.NeuralLearner;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.torch.TorchLearners;
import dev.prose.train.Learner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures a training step of a network's preset, in plain Java and with libtorch. */
@State(Scope.Benchmark)
public class NetworkTraining {
  public static final String JAVA = "plain Java";

  private static final int BATCHES = 64; // drawn before the clock starts

  @Param("gpt2")
  public String kind;

  /** {@link #JAVA}, or the number of libtorch's threads. */
  @Param(JAVA)
  public String engine;

  private final List<Batch> batches = new ArrayList<>();
  private Learner learner;
  private int next;

  @Setup
  public void read() throws IOException {
    BenchmarkText text = BenchmarkText.read();
    NeuralEstimator preset = NeuralEstimator.of(NetworkKind.named(kind).orElseThrow());
    NeuralModel start = preset.untrained(text.tokenizer());
    learner =
        engine.equals(JAVA)
            ? new NeuralLearner(start, preset.training(), preset.optimizer())
            : libtorch(start, preset, Integer.parseInt(engine));
    BatchSampler sampler =
        new BatchSampler(
            "train",
            text.split().train(),
            preset.training().batchSize(),
            preset.training().blockSize(),
            preset.training().seed());
    for (int step = 0; step < BATCHES; step++) {
      batches.add(sampler.batch(step));
    }
  }

  private static Learner libtorch(NeuralModel start, NeuralEstimator preset, int threads)
      throws IOException {
    Libtorch.load(threads);
    return new TorchLearners()
        .learner(
            start,
            preset.training(),
            preset.optimizer(),
            Optional.empty(),
            new Place(Device.TORCH_CPU, NumberType.FLOAT32));
  }

  @Benchmark
  public double step() {
    next = (next + 1) % BATCHES;
    return learner.step(batches.get(next));
  }
}
