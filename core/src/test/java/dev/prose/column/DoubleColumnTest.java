package dev.prose.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.prose.random.SplitMix64;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleColumnTest {
  private static final int SIZE = 10_000; // more than two pieces

  /** As it is in a file that ends with it. */
  private static DoubleColumn mapped(DoubleColumn column) {
    MemorySegment segment = Arena.ofAuto().allocate(column.byteSize(), Double.BYTES);
    return DoubleColumn.mapped(
        segment.copyFrom(MemorySegment.ofBuffer(column.bytes(0, column.size()))), column.width());
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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, SIZE})
  void narrowNumbersAreTheSameInAnArrayAndInAFile(int size) {
    SplitMix64 random = new SplitMix64(size);
    DoubleColumn wide = DoubleColumn.ofSize(size);
    for (int i = 0; i < size; i++) {
      wide.set(i, i % 3 == 0 ? 0 : random.nextDouble());
    }
    DoubleColumn narrow = wide.narrowed();
    assertThat(narrow.size()).isEqualTo(size);
    assertThat(narrow.width()).isEqualTo(5);
    assertThat(narrow.byteSize()).isEqualTo(5L * size);
    assertThat(narrow.narrowed()).isSameAs(narrow);
    DoubleColumn mapped = mapped(narrow);
    for (int i = 0; i < size; i++) {
      assertThat(narrow.get(i)).isEqualTo(NarrowDouble.value(NarrowDouble.code(wide.get(i))));
      assertThat(mapped.get(i)).isEqualTo(narrow.get(i));
    }
    for (DoubleColumn column : new DoubleColumn[] {narrow, mapped}) {
      assertThat(column.firstOutside(0, 1)).isEqualTo(-1);
      assertThat(column.firstOutside(0, 0)).isEqualTo(size < 2 ? -1 : 1);
      assertThatIllegalStateException().isThrownBy(() -> column.set(0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p56, Double.POSITIVE_INFINITY, Double.NaN, -1e-300})
  void aColumnWithANumberThatFiveBytesDoNotHoldStaysWide(double value) {
    DoubleColumn column = DoubleColumn.ofSize(SIZE);
    column.set(SIZE - 1, value);
    assertThat(column.narrowed()).isSameAs(column);
  }

  @Test
  void aFilesPartMustFit() {
    MemorySegment bytes = MemorySegment.ofArray(new byte[24]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DoubleColumn.mapped(bytes, 5))
        .withMessage("24 bytes hold no numbers of 5 bytes each");
    assertThatIllegalArgumentException().isThrownBy(() -> DoubleColumn.mapped(bytes, 4));
  }
}
