package dev.prose.expert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.data.Batch;
import dev.prose.data.BatchStreams;
import dev.prose.data.Tokens;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BesideMixtureTest {
  /** Also where a stream goes on with the first token after the last. */
  @Test
  void eachPositionGetsWhatTheMixtureExpectsAtItsTarget() {
    Tokens text = ExpertText.WORDS.tokens();
    int size = (int) text.size();
    OutOfFold mixture =
        OutOfFold.of(
                ExpertText.WORDS.mixture("small"), size, position -> true, share -> {}, () -> false)
            .orElseThrow();
    BatchStreams streams = new BatchStreams("train", text, 3, 50);
    BesideMixture beside = new BesideMixture(streams, mixture, size);
    for (long step = 0; step < 20; step++) {
      Batch batch = beside.batch(step);
      assertThat(batch.inputs()).isEqualTo(streams.batch(step).inputs());
      for (int i = 0; i < batch.positions(); i++) {
        int input = batch.inputs()[i];
        int target = batch.targets()[i];
        float[] offsets = batch.offsets()[i];
        assertThat(
                IntStream.range(0, size)
                    .filter(position -> text.at(position) == target)
                    .filter(position -> text.at((position + size - 1) % size) == input)
                    .anyMatch(
                        position -> Arrays.equals(mixture.logProbabilities(position), offsets)))
            .isTrue();
      }
    }
  }
}
