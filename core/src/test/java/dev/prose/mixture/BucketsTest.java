package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "2, 2, 1",
    "3, 3, 2",
    "4, 5, 3",
    "6, 9, 4",
    "10, 19, 5",
    "20, 49, 6",
    "50, 2147483647, 7"
  })
  void countsOfOneSizeShareABucket(int from, int to, int bucket) {
    assertThat(Buckets.COUNTED.ofCount(from)).isEqualTo(bucket);
    assertThat(Buckets.COUNTED.ofCount(to)).isEqualTo(bucket);
    assertThat(Buckets.COUNTS).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "2, 2, 1",
    "3, 3, 2",
    "4, 5, 3",
    "6, 8, 4",
    "9, 13, 5",
    "14, 24, 6",
    "25, 59, 7",
    "60, 199, 8",
    "200, 999, 9",
    "1000, 9999, 10",
    "10000, 2147483647, 11"
  })
  void totalsOfOneSizeShareABucket(int from, int to, int bucket) {
    assertThat(Buckets.COUNTED.ofTotal(from)).isEqualTo(bucket);
    assertThat(Buckets.COUNTED.ofTotal(to)).isEqualTo(bucket);
    assertThat(Buckets.TOTALS).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.079, 0",
    "0.08, 0.199, 1",
    "0.2, 0.399, 2",
    "0.4, 0.599, 3",
    "0.6, 0.799, 4",
    "0.8, 1.049, 5",
    "1.051, 1.999, 6",
    "2, 10000, 7"
  })
  void countsThatFadeToOneSizeShareABucket(float from, float to, int bucket) {
    assertThat(Buckets.CACHED.ofCount(from)).isEqualTo(bucket);
    assertThat(Buckets.CACHED.ofCount(to)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.099, 0",
    "0.1, 0.299, 1",
    "0.3, 0.599, 2",
    "0.6, 0.899, 3",
    "0.9, 1.299, 4",
    "1.3, 1.999, 5",
    "2, 2.999, 6",
    "3, 4.999, 7",
    "5, 8.999, 8",
    "9, 19.999, 9",
    "20, 49.999, 10",
    "50, 10000, 11"
  })
  void totalsThatFadeToOneSizeShareABucket(float from, float to, int bucket) {
    assertThat(Buckets.CACHED.ofTotal(from)).isEqualTo(bucket);
    assertThat(Buckets.CACHED.ofTotal(to)).isEqualTo(bucket);
  }
}
