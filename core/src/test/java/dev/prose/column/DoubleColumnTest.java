package dev.prose.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleColumnTest {
  private static final int SIZE = 10_000; // more than two pieces

  private static DoubleColumn mapped(DoubleColumn column) {
    MemorySegment segment = Arena.ofAuto().allocate(column.byteSize(), Double.BYTES);
    return DoubleColumn.mapped(
        segment.copyFrom(MemorySegment.ofBuffer(column.bytes(0, column.size()))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-300, 1.0000001, Double.NaN, Double.NEGATIVE_INFINITY})
  void theFirstNumberOutsideIsFound(double outside) {
    for (int place : new int[] {0, 4095, 4096, SIZE - 1}) {
      DoubleColumn column = DoubleColumn.ofSize(SIZE);
      column.set(1, 1);
      assertThat(mapped(column).firstOutside(0, 1)).isEqualTo(-1);
      column.set(place, outside);
      column.set(SIZE - 1, outside);
      assertThat(column.firstOutside(0, 1)).isEqualTo(place);
      assertThat(mapped(column).firstOutside(0, 1)).isEqualTo(place);
    }
  }
}
