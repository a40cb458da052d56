package dev.prose.neural;

import dev.prose.data.Batch;
import dev.prose.random.SplitMix64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The smallest network that has all kinds of weights and, if wanted, state and dropout: h = decay
 * h' + E[token], logits = dropout(h) U + b.
 *
 * @param decay what is kept of the state; 0 for a network without
 * @param dropout the share of features left out
 */
record TinyNetwork(int vocabularySize, int width, float decay, double dropout) implements Network {
  static final String EMBEDDING = "embedding.weight";
  static final String OUTPUT = "output.weight";
  static final String BIAS = "output.bias";

  @Override
  public String type() {
    return "tiny";
  }

  @Override
  public OptionalInt mostPositions() {
    return OptionalInt.of(64);
  }

  @Override
  public int stateSize() {
    return decay == 0 ? 0 : width;
  }

  @Override
  public long parameterCount() {
    return 2L * vocabularySize * width + vocabularySize;
  }

  @Override
  public String tokenTable() {
    return EMBEDDING;
  }

  @Override
  public Weights initial(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    return new Weights(
        List.of(
            new Weight(EMBEDDING, Weight.Role.TABLE, random(random, vocabularySize, width)),
            new Weight(OUTPUT, Weight.Role.HIDDEN, random(random, width, vocabularySize), true),
            new Weight(BIAS, Weight.Role.VECTOR, random(random, 1, vocabularySize))));
  }

  @Override
  public Weights blank() {
    return initial(0);
  }

  private static float[][] random(SplitMix64 random, int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (random.nextDouble() - 0.5);
      }
    }
    return values;
  }

  @Override
  public Map<String, Object> config() {
    return Map.of("hidden_size", width, "decay", (double) decay, "dropout", dropout);
  }

  @Override
  public Pass pass(Weights weights, int windows, int length) {
    return new TinyPass(weights, windows, length);
  }

  @Override
  public Reader reader(Weights weights) {
    return new TinyReader(weights);
  }

  private void logits(float[] h, Weights weights, double[] logits) {
    for (int v = 0; v < vocabularySize; v++) {
      double sum = weights.vector(BIAS)[v];
      for (int i = 0; i < width; i++) {
        sum += (double) h[i] * weights.matrix(OUTPUT)[i][v];
      }
      logits[v] = sum;
    }
  }

  private final class TinyPass implements Pass {
    private final Weights weights;
    private final float[][][] h; // [window][position][feature]
    private final float[][][] kept; // [window][position][feature], 0 or the scale of what is kept
    private final double[][][] probabilities; // [window][position][token]
    private final boolean[][] begins; // [window][position]
    private Batch batch = new Batch(0, 0, new int[0], new int[0]);
    private int from;
    private int to;

    TinyPass(Weights weights, int windows, int length) {
      this.weights = weights;
      h = new float[windows][length][width];
      kept = new float[windows][length][width];
      probabilities = new double[windows][length][vocabularySize];
      begins = new boolean[windows][length];
    }

    @Override
    public double forward(
        Batch batch,
        int from,
        int to,
        LineStarts lines,
        OptionalLong dropoutSeed,
        float[][] state) {
      this.batch = batch;
      this.from = from;
      this.to = to;
      double sum = 0;
      float[] left = new float[width];
      for (int w = 0; w < to - from; w++) {
        float[] before = stateSize() == 0 ? new float[width] : state[w].clone();
        for (int t = 0; t < batch.blockSize(); t++) {
          int token = batch.inputs()[(from + w) * batch.blockSize() + t];
          begins[w][t] = lines.begins(token);
          for (int i = 0; i < width; i++) {
            float past = begins[w][t] ? 0 : decay * before[i];
            h[w][t][i] = past + weights.matrix(EMBEDDING)[token][i];
            kept[w][t][i] = keep(dropoutSeed, w, t, i);
            left[i] = kept[w][t][i] * h[w][t][i];
          }
          before = h[w][t];
          logits(left, weights, probabilities[w][t]);
          sum += softmax(w, t);
        }
        if (stateSize() > 0) {
          System.arraycopy(before, 0, state[w], 0, width);
        }
      }
      return sum;
    }

    private float keep(OptionalLong seed, int w, int t, int i) {
      if (dropout == 0 || seed.isEmpty()) {
        return 1;
      }
      double drawn =
          SplitMix64.stream(seed.getAsLong(), ((from + w) * 1000L + t) * 1000 + i).nextDouble();
      return drawn < dropout ? 0 : (float) (1 / (1 - dropout));
    }

    private double softmax(int w, int t) {
      double[] p = probabilities[w][t];
      double sum = 0;
      for (int v = 0; v < p.length; v++) {
        p[v] = Math.exp(p[v]);
        sum += p[v];
      }
      for (int v = 0; v < p.length; v++) {
        p[v] /= sum;
      }
      return surprisal(w, t);
    }

    @Override
    public void backward(Weights gradient, float scale) {
      for (int w = 0; w < to - from; w++) {
        double[] later = new double[width];
        for (int t = batch.blockSize() - 1; t >= 0; t--) {
          int place = (from + w) * batch.blockSize() + t;
          double[] byFeature = later;
          later = new double[width];
          for (int v = 0; v < vocabularySize; v++) {
            double byLogit =
                scale * (probabilities[w][t][v] - (v == batch.targets()[place] ? 1 : 0));
            gradient.vector(BIAS)[v] += (float) byLogit;
            for (int i = 0; i < width; i++) {
              gradient.matrix(OUTPUT)[i][v] += (float) (byLogit * kept[w][t][i] * h[w][t][i]);
              byFeature[i] += byLogit * kept[w][t][i] * weights.matrix(OUTPUT)[i][v];
            }
          }
          for (int i = 0; i < width; i++) {
            gradient.matrix(EMBEDDING)[batch.inputs()[place]][i] += (float) byFeature[i];
            later[i] = begins[w][t] ? 0 : decay * byFeature[i];
          }
        }
      }
    }

    @Override
    public double surprisal(int w, int t) {
      int target = batch.targets()[(from + w) * batch.blockSize() + t];
      return -Math.log(probabilities[w][t][target]);
    }
  }

  private final class TinyReader implements Reader {
    private final Weights weights;
    private float[] h = new float[width];

    TinyReader(Weights weights) {
      this.weights = weights;
    }

    @Override
    public void restart() {
      h = new float[width];
    }

    @Override
    public void read(int token) {
      for (int i = 0; i < width; i++) {
        h[i] = decay * h[i] + weights.matrix(EMBEDDING)[token][i];
      }
    }

    @Override
    public void logits(float[] target) {
      double[] logits = new double[vocabularySize];
      TinyNetwork.this.logits(h, weights, logits);
      for (int v = 0; v < target.length; v++) {
        target[v] = (float) logits[v];
      }
    }
  }
}
