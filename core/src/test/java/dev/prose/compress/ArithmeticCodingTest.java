package dev.prose.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticCodingTest {
  private static byte[] encode(long[] cumulative, int... symbols) {
    ArithmeticEncoder encoder = new ArithmeticEncoder();
    for (int symbol : symbols) {
      encoder.code(cumulative, symbol);
    }
    return encoder.finish();
  }

  private static int[] decode(long[] cumulative, int count, byte... code) {
    ArithmeticDecoder decoder = new ArithmeticDecoder(code, 0, code.length);
    return IntStream.range(0, count).map(i -> decoder.code(cumulative, 0)).toArray();
  }

  /** What the frequencies allow at best, in bits. */
  private static double ideal(long[] cumulative, int... symbols) {
    return Arrays.stream(symbols)
        .mapToDouble(symbol ->
            SymbolCoder.BITS
                - Math.log((double) cumulative[symbol + 1] - cumulative[symbol]) / Math.log(2))
        .sum();
  }

  private static long[] cumulative(float... logarithms) {
    return new PredictedFrequencies(logarithms.length).cumulate(logarithms);
  }

  /**
   * @param spread how unequal the symbols are: the standard deviation of the logarithms, nats
   */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1000",
    "2, 0, 100000",
    "2, 20, 100000",
    "3, 1000, 10000",
    "65, 3, 300000",
    "256, 12, 50000",
    "60000, 2, 3000",
    "60000, 100, 1000"
  })
  void whatWasEncodedIsDecodedAndTakesTheIdealLength(int size, double spread, int count) {
    long seed = size + (long) spread;
    SplitMix64 random = new SplitMix64(seed);
    float[] logarithms = new float[size];
    for (int i = 0; i < size; i++) {
      logarithms[i] = (float) (spread * random.nextGaussian());
    }
    long[] cumulative = cumulative(logarithms);
    int[] symbols = new int[count];
    for (int i = 0; i < count; i++) {
      // As likely as it is; one in ten is any symbol, however unlikely.
      long point = random.nextLong(SymbolCoder.TOTAL);
      int found = Arrays.binarySearch(cumulative, point);
      symbols[i] = random.nextInt(10) == 0 ? random.nextInt(size) : found >= 0 ? found : -found - 2;
    }
    byte[] code = encode(cumulative, symbols);
    assertThat(decode(cumulative, count, code)).as("seed %d", seed).isEqualTo(symbols);
    assertThat(8.0 * code.length)
        .as("bits, seed %d", seed)
        .isCloseTo(ideal(cumulative, symbols), within(8.0 + count / 10_000.0));
  }

  /** Millions of symbols cost nothing beside the last byte. */
  @Test
  void roundingCostsLessThanAByte() {
    long[] cumulative = cumulative(0, -1, -3, -9, -16);
    SplitMix64 random = new SplitMix64(7);
    int[] symbols = new int[3_000_000];
    Arrays.setAll(
        symbols,
        i -> {
          int found = Arrays.binarySearch(cumulative, random.nextLong(SymbolCoder.TOTAL));
          return found >= 0 ? found : -found - 2;
        });
    double ideal = ideal(cumulative, symbols) / 8;
    assertThat((double) encode(cumulative, symbols).length).isBetween(ideal - 0.01, ideal + 1.01);
  }

  @Test
  void frequenciesAreInProportionToTheProbabilities() {
    assertThat(cumulative(0)).containsExactly(0, SymbolCoder.TOTAL);
    long[] even = cumulative(-5, -5);
    assertThat((double) even[1] / SymbolCoder.TOTAL).isCloseTo(0.5, within(1e-9));
    long[] unequal = cumulative((float) Math.log(0.75), (float) Math.log(0.25));
    assertThat((double) unequal[1] / SymbolCoder.TOTAL).isCloseTo(0.75, within(1e-7));
    long[] extreme = cumulative(Float.NEGATIVE_INFINITY, 0, -1000);
    assertThat(extreme).containsExactly(0, 1, SymbolCoder.TOTAL - 1, SymbolCoder.TOTAL);
  }

  /** Whatever a model may say, there is an interval for each symbol. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NEGATIVE_INFINITY, Float.NaN, -Float.MAX_VALUE})
  void everySymbolHasAShare(float strange) {
    for (float other : new float[] {strange, 0, -50}) {
      long[] cumulative = cumulative(strange, other, strange);
      assertThat(cumulative[0]).isZero();
      assertThat(cumulative[3]).isEqualTo(SymbolCoder.TOTAL);
      for (int symbol = 0; symbol < 3; symbol++) {
        assertThat(cumulative[symbol]).isLessThan(cumulative[symbol + 1]);
      }
    }
  }

  /** A code that changes by a bit is another format, and files of the old one are lost. */
  @Test
  void theCodeIsTheSameToTheBit() {
    long[] cumulative = cumulative(-0.1f, -3, -4.5f, -20, -80);
    SplitMix64 random = new SplitMix64(42);
    int[] symbols = IntStream.range(0, 40).map(i -> random.nextInt(5)).toArray();
    assertThat(cumulative)
        .containsExactly(
            0L,
            263_726_064_289_675L,
            278_237_121_574_107L,
            281_474_976_109_906L,
            281_474_976_710_655L,
            281_474_976_710_656L);
    assertThat(HexFormat.of().formatHex(encode(cumulative, symbols)))
        .isEqualTo(
            "ffffffff510ecb854a331bb2df5f9a3df75d2b253271b1dac72de8694fcb7a45ed4731df44ffffe038289e9878"
                + "d77c890804e9ffffe9f2ffffffffffffffff35e4fff8c2ffffffffffffffffbda8fffd9efcf19b399a");
  }

  /** The same with a number of any length in the place of 64 bits and carries. */
  @Test
  void theCodeIsThatOfLongArithmetic() {
    for (long seed = 0; seed < 50; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      float[] logarithms = new float[1 + random.nextInt(9)];
      for (int i = 0; i < logarithms.length; i++) {
        logarithms[i] = (float) (10 * random.nextGaussian());
      }
      long[] cumulative = cumulative(logarithms);
      int[] symbols = random.ints(300, 0, logarithms.length).toArray();
      BigInteger least = BigInteger.ONE.shiftLeft(56); // of the range
      BigInteger low = BigInteger.ZERO;
      BigInteger range = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
      int bytes = 0; // of the low end, before its last 64 bits
      for (int symbol : symbols) {
        BigInteger begin = range.multiply(BigInteger.valueOf(cumulative[symbol])).shiftRight(48);
        BigInteger end = range.multiply(BigInteger.valueOf(cumulative[symbol + 1])).shiftRight(48);
        low = low.add(begin);
        range = end.subtract(begin);
        for (; range.compareTo(least) < 0; bytes++) {
          low = low.shiftLeft(8);
          range = range.shiftLeft(8);
        }
      }
      BigInteger last = low.add(least).subtract(BigInteger.ONE).shiftRight(56);
      byte[] code = new byte[bytes + 1];
      for (int i = bytes; i >= 0; i--) {
        code[i] = last.byteValue();
        last = last.shiftRight(8);
      }
      int size = code[bytes] == 0 ? bytes : bytes + 1;
      assertThat(encode(cumulative, symbols))
          .as("seed %d", seed)
          .isEqualTo(Arrays.copyOf(code, size));
    }
  }

  /** The sum overflows behind many bytes of 255, which all become 0. */
  @Test
  void aCarryGoesAsFarAsItMust() {
    long[] halves = {0, SymbolCoder.TOTAL / 2, SymbolCoder.TOTAL};
    long[] last = {0, SymbolCoder.TOTAL - 1, SymbolCoder.TOTAL};
    ArithmeticEncoder encoder = new ArithmeticEncoder();
    encoder.code(halves, 0);
    for (int i = 0; i < 500; i++) {
      encoder.code(last, 1);
    }
    byte[] code = encoder.finish();
    ArithmeticDecoder decoder = new ArithmeticDecoder(code, 0, code.length);
    assertThat(decoder.code(halves, 1)).isZero();
    for (int i = 0; i < 500; i++) {
      assertThat(decoder.code(last, 0)).isOne();
    }
  }

  @Test
  void aCodeThatEndsTooEarlyIsRefused() {
    long[] even = cumulative(new float[256]);
    byte[] code = encode(even, new SplitMix64(3).ints(100, 0, 256).toArray());
    assertThatThrownBy(() -> decode(even, 100, Arrays.copyOf(code, 80)))
        .isInstanceOf(BrokenCodeException.class)
        .hasMessage("it ends too early");
    byte[] ones = new byte[20];
    Arrays.fill(ones, (byte) -1);
    assertThatThrownBy(() -> decode(even, 1, ones)).isInstanceOf(BrokenCodeException.class);
  }

  /** So a length that is a lie comes to an end, whatever the model expects. */
  @Test
  void noSymbolCostsNothing() {
    AdaptiveFrequencies frequencies = new AdaptiveFrequencies(31, 1);
    long[] least = {SymbolCoder.TOTAL};
    for (int i = 0; i < 2_000_000; i++) {
      frequencies.code(
          (cumulative, symbol) -> {
            least[0] = Math.min(least[0], SymbolCoder.TOTAL - cumulative[1]);
            return symbol;
          },
          0);
    }
    assertThat((double) least[0] / SymbolCoder.TOTAL).isBetween(0x1p-20, 0x1p-19);
  }
}
