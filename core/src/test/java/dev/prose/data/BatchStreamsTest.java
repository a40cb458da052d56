package dev.prose.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BatchStreamsTest {
  /** Tokens that are their own positions. */
  private static Tokens positions(int size) {
    int[] ids = new int[size];
    Arrays.setAll(ids, i -> i);
    return Tokens.of(ids, size);
  }

  @Test
  void eachStreamReadsOnAndBeginsAgainAfterTheEnd() {
    for (int size : new int[] {9, 10, 23, 64}) {
      BatchStreams streams = new BatchStreams("train", positions(size), 3, 8);
      int[] next = {0, size / 3, 2 * size / 3};
      for (int step = 0; step < 3 * size; step++) {
        Batch batch = streams.batch(step);
        for (int b = 0; b < 3; b++) {
          for (int t = 0; t < 8; t++) {
            assertThat(batch.input(b)[t]).isEqualTo(next[b]);
            next[b] = (next[b] + 1) % size;
            assertThat(batch.target(b)[t]).isEqualTo(next[b]);
          }
        }
      }
    }
  }

  @Test
  void aStepFarAwayIsNoTrouble() {
    BatchStreams streams = new BatchStreams("train", positions(10), 3, 8);
    long far = 10L << 59; // times 8 it is more than there is
    assertThat(streams.batch(far).inputs()).isEqualTo(streams.batch(0).inputs());
  }

  @Test
  void tooShortATextIsRefused() {
    assertThatThrownBy(() -> new BatchStreams("train", positions(8), 3, 8))
        .isInstanceOf(ShortSplitException.class);
  }
}
