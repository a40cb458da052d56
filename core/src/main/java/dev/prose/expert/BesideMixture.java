package dev.prose.expert;

import dev.prose.data.Batch;
import dev.prose.data.BatchStreams;
import dev.prose.data.Batches;

/**
 * Batches in which a network's logits are added to what a mixture expects out of fold: what is left
 * to learn is what the mixture does not know.
 */
final class BesideMixture implements Batches {
  private final BatchStreams streams;
  private final OutOfFold mixture;
  private final int size; // of the text

  BesideMixture(BatchStreams streams, OutOfFold mixture, int size) {
    this.streams = streams;
    this.mixture = mixture;
    this.size = size;
  }

  @Override
  public Batch batch(long step) {
    Batch batch = streams.batch(step);
    float[][] offsets = new float[batch.positions()][];
    for (int position = 0; position < offsets.length; position++) {
      long start = streams.start(position / batch.blockSize(), step);
      long target = (start + position % batch.blockSize() + 1) % size;
      offsets[position] = mixture.logProbabilities((int) target);
    }
    return batch.withOffsets(offsets);
  }
}
