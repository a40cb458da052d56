package dev.prose.neural.transformer;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Pass;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.OutputLayer;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** What all decoders do: embed tokens, add branch after branch, compare logits and targets. */
abstract class DecoderPass implements Pass {
  final Columns columns;
  final Room room;
  final float[][] x; // [width][n], the residual stream
  final int width;
  private final int reach;
  private final List<? extends Branch> branches;
  private final Norm lastNorm;
  private final String headName;
  private final OutputLayer head;
  private final float[][] dx; // [width][n]
  private final float[][] rows; // [n][width], padded: of x, then what the head reads
  private float[][] offsets = {}; // [n][vocabulary], of logits; none if empty

  /** What a network is made of, from the embedding's end on. */
  record Parts(List<? extends Branch> branches, Norm lastNorm, String headName) {}

  DecoderPass(Weights weights, Columns columns, Room room, int reach, Parts parts) {
    this.columns = columns;
    this.room = room;
    this.reach = reach;
    this.branches = parts.branches;
    this.lastNorm = parts.lastNorm;
    this.headName = parts.headName;
    float[][] table = weights.matrix(headName); // [token][width]
    this.width = table[0].length;
    this.head = new OutputLayer(table, null, room.tokens);
    this.x = new float[width][room.columns];
    this.dx = new float[width][room.columns];
    this.rows = new float[room.tokens][Vectors.padded(width)];
  }

  /**
   * Writes a row for each token.
   *
   * @param rows [n][width], overwritten
   */
  abstract void embed(float[][] rows);

  /** What is done with the sum of embeddings before the first branch. */
  abstract void begin();

  /**
   * The backward pass of {@link #begin}.
   *
   * @param dx [width][n], changed in place
   */
  abstract void begunBackward(float[][] dx, Weights gradient);

  /**
   * The backward pass of {@link #embed}.
   *
   * @param dRows [n][width]
   */
  abstract void embedBackward(float[][] dRows, Weights gradient);

  @Override
  public double forward(
      Batch batch, int from, int to, LineStarts lines, OptionalLong dropout, float[][] state) {
    columns.set(batch, from, to, lines, reach);
    columns.dropout = dropout;
    offsets =
        batch.hasOffsets()
            ? Arrays.copyOfRange(batch.offsets(), from * batch.blockSize(), to * batch.blockSize())
            : batch.offsets();
    return run();
  }

  /** The forward pass for the columns as they are. */
  private double run() {
    runToLast();
    return runLast();
  }

  /**
   * The forward pass for the columns as they are, of some of which alone surprisals are wanted:
   * what follows the last attention is left out for the others, which are columns no longer.
   *
   * @param wanted columns in order
   */
  void run(int[] wanted, int count) {
    runToLast();
    columns.keep(wanted, count);
    for (float[] row : x) {
      for (int i = 0; i < count; i++) {
        row[i] = row[wanted[i]];
      }
    }
    runLast();
  }

  private void runToLast() {
    embed(rows);
    Transposition.of(rows, x, columns.n, width);
    Vectors.clear(x, width, columns.n, columns.padded());
    begin();
    for (Branch branch : branches.subList(0, branches.size() - 1)) {
      branch.forward(x, columns);
    }
  }

  private double runLast() {
    int n = columns.n;
    branches.getLast().forward(x, columns);
    Transposition.of(lastNorm.forward(x, columns.padded()), rows, width, n);
    return head.forward(rows, columns.targets, offsets, n);
  }

  @Override
  public void backward(Weights gradient, float scale) {
    int n = columns.n;
    head.backward(rows, scale, gradient.matrix(headName), null, room.transposed);
    Transposition.of(room.transposed, room.inner, n, width);
    Vectors.clear(room.inner, width, n, columns.padded());
    Vectors.clear(dx, width, columns.padded());
    lastNorm.backward(room.inner, dx, gradient, n);
    for (Branch branch : branches.reversed()) {
      branch.backward(dx, columns, gradient);
    }
    begunBackward(dx, gradient);
    Transposition.of(dx, rows, width, n);
    embedBackward(rows, gradient);
  }

  @Override
  public double surprisal(int window, int position) {
    Objects.checkIndex(window, columns.windows);
    return surprisal(window * columns.length + Objects.checkIndex(position, columns.length));
  }

  /** The surprisal of a column's target, in nats. */
  double surprisal(int column) {
    return head.surprisal(column);
  }
}
