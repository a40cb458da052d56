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
    assertThat(Buckets.ofCount(from)).isEqualTo(bucket);
    assertThat(Buckets.ofCount(to)).isEqualTo(bucket);
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
    assertThat(Buckets.ofTotal(from)).isEqualTo(bucket);
    assertThat(Buckets.ofTotal(to)).isEqualTo(bucket);
    assertThat(Buckets.TOTALS).isEqualTo(12);
  }
}
