package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.prose.numeric.Tensor;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private Path file = Path.of("");

  @BeforeEach
  void chooseFile(@TempDir Path folder) {
    file = folder.resolve("model.safetensors");
  }

  private void write(Map<String, Tensor> tensors) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Safetensors.write(channel, tensors);
    }
  }

  private static Tensor read(Path file, String name, int... shape) throws IOException {
    try (Safetensors.Reading reading = new Safetensors.Reading(file)) {
      return reading.read(name, shape);
    }
  }

  private void writeRaw(long headerLength, String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, buffer.putLong(headerLength).put(json).array());
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    write(Map.of("w", new Tensor(new int[] {1, 2}, new float[] {1, -2})));
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
    while (expected.position() < 8 + padded) {
      expected.put((byte) ' ');
    }
    expected.putFloat(1).putFloat(-2);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void tensorsComeBack() throws IOException {
    SplitMix64 random = new SplitMix64(1);
    float[] large = new float[100_003];
    for (int i = 0; i < large.length; i++) {
      large[i] = (float) random.nextGaussian();
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("large", new Tensor(new int[] {100_003}, large));
    tensors.put("empty", new Tensor(new int[] {0, 5}, new float[0]));
    tensors.put("scalar", new Tensor(new int[0], new float[] {7}));
    write(tensors);
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor original = entry.getValue();
      Tensor read = read(file, entry.getKey(), original.shape());
      assertThat(read.values()).isEqualTo(original.values());
    }
    assertThatThrownBy(() -> read(file, "other", 1))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("has no tensor \"other\"");
    assertThatThrownBy(() -> read(file, "large", 5))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("has the shape [100003] and should have [5]");
  }

  /** See tools/reference/safetensors_file.py. */
  @Test
  void aFileOfAnotherImplementationIsRead() throws Exception {
    Path reference = Path.of(SafetensorsTest.class.getResource("reference.safetensors").toURI());
    assertThat(read(reference, "token_embedding_table.weight", 2, 2).values())
        .containsExactly(0, -1.5f, 0.15625f, 3e38f);
    assertThat(read(reference, "tiny", 3).values())
        .containsExactly(Float.MIN_VALUE, -0f, -Float.MIN_NORMAL);
    assertThat(read(reference, "empty", 0, 4).values()).isEmpty();
    assertThat(read(reference, "scalar").values()).containsExactly(7);
  }

  @Test
  void anotherImplementationReadsOurs() throws Exception {
    assumeTrue(canRun("python3", "--version"), "a Python is installed");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", new Tensor(new int[] {1, 2}, new float[] {1, -0.1f}));
    tensors.put("a", new Tensor(new int[0], new float[] {Float.MIN_VALUE}));
    write(tensors);
    Process reader =
        new ProcessBuilder(
                "python3", "../tools/reference/safetensors_file.py", "read", file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            b F32 [1, 2] 0x1.0000000000000p+0 -0x1.99999a0000000p-4
            a F32 [] 0x1.0000000000000p-149
            """);
    assertThat(reader.waitFor()).isZero();
  }

  private static boolean canRun(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Refused for what they claim, before memory or time goes into them. */
  @Test
  void headersThatClaimTooMuchAreRefused() throws IOException {
    StringBuilder many = new StringBuilder("{");
    for (int k = 0; k < 100_000; k++) {
      many.append("\"%d\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},".formatted(k));
    }
    String header = many.append("\"__metadata__\":{}}").toString();
    writeRaw(header.length(), header, 0);
    assertThatThrownBy(() -> read(file, "w", 1))
        .hasMessageContaining("has a header of 5,688,909 bytes");

    int lastOf15000 = header.indexOf("\"15000\"");
    String fewer = header.substring(0, lastOf15000) + "\"__metadata__\":{}}";
    writeRaw(fewer.length(), fewer, 0);
    assertThatThrownBy(() -> read(file, "w", 1))
        .hasMessageContaining("describes 15,001 tensors, more than any model has");

    writeRaw(100_000_000, "{}", 0);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), 200_000_000); // a hole, as long as claimed
    }
    assertThatThrownBy(() -> read(file, "w", 1))
        .hasMessageContaining("has a header of 100,000,000 bytes, and none of more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'F32' | [2] | [0,4] | 4 | needs 8 bytes, but the offsets span 4",
        "'F32' | [1] | [0,4] | 8 | has 8 bytes of numbers, but its header describes 4",
        "'F32' | [1] | [4,8] | 8 | begins at 4, but the numbers before it end at 0",
        "'F32' | [1] | [0,8] | 4 | must be a whole number from 0 to 4, but is 8",
        "'F32' | [1] | [4,0] | 4 | a begin and an end not before it",
        "'F32' | [-1] | [0,4] | 4 | must be a whole number from 0",
        "'F32' | [2147483647,2147483647,2147483647] | [0,4] | 4 | more numbers than there can be",
        "'F32' | [1.5] | [0,4] | 4 | must be a whole number",
        "'F16' | [2] | [0,4] | 4 | is F16, but only F32 can be read",
        "'F12' | [1] | [0,4] | 4 | is F12, which is not known",
        "7     | [1] | [0,4] | 4 | must be a text",
        "'F32' | {} | [0,4] | 4 | must be a list",
      })
  void aHeaderThatDoesNotFitItsFileIsRefused(
      String type, String shape, String offsets, int dataBytes, String reason) throws IOException {
    String header =
        "{'w':{'dtype':%s,'shape':%s,'data_offsets':%s}}"
            .formatted(type.equals("7") ? "7" : "'" + type + "'", shape, offsets)
            .replace('\'', '"');
    writeRaw(header.length(), header, dataBytes);
    assertThatThrownBy(() -> read(file, "w", 1))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("model.safetensors")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "-9223372036854775808", "9223372036854775807", "100000001", "3"})
  void aHeaderLongerThanTheFileIsRefused(long claimed) throws IOException {
    writeRaw(claimed, "{}", 0);
    assertThatThrownBy(() -> read(file, "w", 1))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("claims a header of " + Long.toUnsignedString(claimed));
  }

  /** Every file cut short is refused, and refused in the same way. */
  @Test
  void everyTruncationIsRefused() throws IOException {
    write(Map.of("w", new Tensor(new int[] {2, 2}, new float[] {1, 2, 3, 4})));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(file, "w", 1))
          .as("%d bytes", length)
          .isInstanceOf(InvalidFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[1]", "3", "\"w\"", "{\"w\":null}", "{} {}", "{", "    "})
  void aHeaderThatIsNoObjectIsRefused(String header) throws IOException {
    writeRaw(header.length(), header, 4);
    assertThatThrownBy(() -> read(file, "w", 1))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("model.safetensors");
  }

  /** A file that claims to be huge costs nothing: this one is a hole of 8 GB. */
  @Test
  void aHugeTensorThatNobodyAskedForIsNotRead() throws IOException {
    long bytes = 8_000_000_000L;
    String header =
        "{\"junk\":{\"dtype\":\"F32\",\"shape\":[2000000000],\"data_offsets\":[0,%d]}}"
            .formatted(bytes);
    writeRaw(header.length(), header, 0);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), 8 + header.length() + bytes - 1);
    }
    assertThatThrownBy(() -> read(file, "w", 1)).hasMessageContaining("has no tensor \"w\"");
    assertThatThrownBy(() -> read(file, "junk", 1)).hasMessageContaining("should have [1]");
    try (Safetensors.Reading reading = new Safetensors.Reading(file)) {
      assertThatThrownBy(() -> reading.readAll(1999999999))
          .isInstanceOf(InvalidFileException.class)
          .hasMessageContaining("has 2,000,000,000 numbers, and at most 1,999,999,999");
    }
  }

  @Test
  void aTensorNamedTwiceIsRefused() throws IOException {
    String tensor = "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    String header = "{" + tensor + "," + tensor + "}";
    writeRaw(header.length(), header, 4);
    assertThatThrownBy(() -> read(file, "w", 1))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("not valid JSON");
  }
}
