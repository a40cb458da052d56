package dev.prose.token.whitespace;

import dev.prose.token.Encoder;
import java.util.Arrays;

/** Gathers the tokens of a text. */
final class IdList implements Encoder.Sink {
  private int[] ids = new int[1 << 10];
  private int size;

  @Override
  public void token(int id, int characters) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  int[] toArray() {
    return Arrays.copyOf(ids, size);
  }
}
