package dev.prose.benchmarks.peers;

import dev.prose.benchmarks.BenchmarkText;
import dev.prose.data.Batch;
import dev.prose.data.BatchSampler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One step of the lesson's training in libtorch: a table, cross-entropy, AdamW. */
@State(Scope.Thread)
public class LibtorchStep {
  private static final int BATCHES = 64; // drawn before the clock starts

  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Tensor> targets = new ArrayList<>();
  private EmbeddingImpl table;
  private AdamW optimizer;
  private int next;

  @Setup
  public void load() throws IOException {
    Libtorch.load(1);
    BenchmarkText text = BenchmarkText.read();
    int size = text.tokenizer().vocabularySize();
    table = new EmbeddingImpl(size, size);
    optimizer = new AdamW(table.parameters(), new AdamWOptions(1e-3));
    BatchSampler sampler = new BatchSampler("train", text.split().train(), 32, 8, 1337);
    for (int step = 0; step < BATCHES; step++) {
      Batch batch = sampler.batch(step);
      inputs.add(AbstractTensor.create(longs(batch.inputs())));
      targets.add(AbstractTensor.create(longs(batch.targets())));
    }
  }

  private static long[] longs(int... tokens) {
    return Arrays.stream(tokens).asLongStream().toArray();
  }

  @Benchmark
  public float step() {
    next = (next + 1) % BATCHES;
    // Frees what a step allocates outside the heap when the step ends.
    try (PointerScope _ = new PointerScope()) {
      optimizer.zero_grad();
      Tensor loss = torch.cross_entropy(table.forward(inputs.get(next)), targets.get(next));
      loss.backward();
      optimizer.step();
      return loss.item_float();
    }
  }
}
