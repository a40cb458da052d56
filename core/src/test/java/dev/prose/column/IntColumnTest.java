package dev.prose.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntColumnTest {
  private static final int SIZE = 40_000; // more than two pieces of an appender

  /** Ascending, up to the largest number of that width. */
  private static int[] numbers(int width) {
    long largest = width >= 4 ? Integer.MAX_VALUE : (1L << (8 * width)) - 1;
    return IntStream.range(0, SIZE).map(i -> (int) (i * largest / (SIZE - 1))).toArray();
  }

  private static IntColumn mapped(IntColumn column) {
    ByteBuffer bytes = column.bytes(0, column.size());
    MemorySegment segment = Arena.ofAuto().allocate(column.byteSize(), Long.BYTES);
    return IntColumn.mapped(segment.copyFrom(MemorySegment.ofBuffer(bytes)), column.width());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void holdsWhatItWasGivenInAnArrayOrMapped(int width) {
    int[] numbers = numbers(width);
    IntColumn column = IntColumn.of(width, numbers);
    for (IntColumn each : new IntColumn[] {column, mapped(column), column.narrowed()}) {
      assertThat(each.size()).isEqualTo(SIZE);
      assertThat(each.byteSize()).isEqualTo((long) SIZE * each.width());
      assertThat(each.width()).isEqualTo(each == column ? width : Math.min(width, each.width()));
      assertThat(IntStream.range(0, SIZE).map(each::get)).containsExactly(box(numbers));
      IntReader reader = each.reader();
      assertThat(IntStream.range(0, SIZE).map(i -> reader.next())).containsExactly(box(numbers));
      assertThatThrownBy(reader::next).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void theSmallestIsFoundWhereverItIs(int width) {
    for (int place : new int[] {0, 1, 4095, 4096, SIZE - 1}) {
      int[] numbers = IntStream.range(0, SIZE).map(i -> i == place ? 200 : 201).toArray();
      IntColumn column = IntColumn.of(width, numbers);
      assertThat(column.smallest()).isEqualTo(200);
      assertThat(mapped(column).smallest()).isEqualTo(200);
    }
    assertThat(mapped(IntColumn.of(4, 3, -1)).smallest()).isEqualTo(-1);
    assertThat(IntColumn.of(4).smallest()).isEqualTo(Long.MAX_VALUE);
  }

  private static Integer[] box(int[] numbers) {
    return IntStream.of(numbers).boxed().toArray(Integer[]::new);
  }

  @Test
  void narrowedTakesTheFewestBytes() {
    assertThat(IntColumn.of(4, 0, 255).narrowed().width()).isEqualTo(1);
    assertThat(IntColumn.of(4, 256, 0).narrowed().width()).isEqualTo(2);
    assertThat(IntColumn.of(4, 65_535).narrowed().width()).isEqualTo(2);
    assertThat(IntColumn.of(4, 65_536).narrowed().width()).isEqualTo(4);
    assertThat(IntColumn.of(4, Integer.MAX_VALUE).narrowed().width()).isEqualTo(4);
    assertThat(IntColumn.of(4).narrowed().width()).isEqualTo(1);
  }

  @Test
  void findSearchesOnlyTheGivenRange() {
    IntColumn column = IntColumn.of(1, 5, 9, 1, 3, 200, 255);
    assertThat(column.find(200, 2, 6)).isEqualTo(4);
    assertThat(column.find(1, 2, 6)).isEqualTo(2);
    assertThat(column.find(255, 2, 6)).isEqualTo(5);
    assertThat(column.find(255, 2, 5)).isEqualTo(-1);
    assertThat(column.find(9, 2, 6)).isEqualTo(-1);
    assertThat(column.find(5, 1, 1)).isEqualTo(-1);
  }

  @Test
  void numbersOfMoreThanAnIntTakeEightBytes() {
    long[] numbers = {0, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE, 7};
    IntColumn column = IntColumn.of(numbers.clone());
    for (IntColumn each : List.of(column, mapped(column), column.narrowed())) {
      assertThat(each.width()).isEqualTo(8);
      assertThat(LongStream.range(0, 5).map(each::getLong))
          .containsExactly(0L, numbers[1], numbers[2], numbers[3], 7L);
      assertThat(each.get(1)).isEqualTo(Integer.MAX_VALUE);
      assertThatThrownBy(() -> each.get(2)).isInstanceOf(ArithmeticException.class);
      assertThat(each.smallest()).isZero();
    }
    LongAppender appender = new LongAppender();
    for (long number : numbers) {
      appender.add(number);
    }
    appender.addToLast(1);
    appender.addToLast(Integer.MAX_VALUE);
    IntColumn appended = appender.toColumn();
    assertThat(appended.getLong(4)).isEqualTo((1L << 31) + 7);
    assertThat(appended.getLong(3)).isEqualTo(Long.MAX_VALUE);
    assertThat(appender.size()).isZero();
  }

  @Test
  void onlyItsMakerAddsAndASumThatDoesNotFitTakesMoreBytes() {
    IntColumn column = IntColumn.ofSize(2);
    assertThat(column.plus(1, 3)).isSameAs(column);
    assertThat(column.plus(1, 4)).isSameAs(column);
    assertThat(column.get(1)).isEqualTo(7);
    IntColumn wide = column.plus(1, Integer.MAX_VALUE);
    assertThat(wide.getLong(1)).isEqualTo(Integer.MAX_VALUE + 7L);
    assertThat(wide.getLong(0)).isZero();
    assertThat(wide.plus(0, 1)).isSameAs(wide);
    assertThatThrownBy(() -> wide.plus(1, Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> IntColumn.of(1, 7).plus(0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bytesThatAreNoNumbersAreRefused() {
    MemorySegment three = Arena.ofAuto().allocate(3);
    assertThatIllegalArgumentException().isThrownBy(() -> IntColumn.mapped(three, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> IntColumn.mapped(three, 3));
    assertThatThrownBy(() -> IntColumn.of(2, 7).get(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
