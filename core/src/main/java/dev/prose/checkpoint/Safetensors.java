package dev.prose.checkpoint;

import dev.prose.file.DurableFile;
import dev.prose.json.JsonObject;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes safetensors files: eight bytes with the header's length, a JSON header that
 * names each tensor with its type, shape and place, then the numbers, little-endian.
 *
 * <p>Source: the format's description at github.com/huggingface/safetensors. Single precision (F32)
 * only.
 */
final class Safetensors {
  static final String ENDING = ".safetensors";

  // The format itself allows a hundred times as much, which would need gigabytes to be read.
  private static final int MAX_HEADER = 1 << 20; // bytes
  private static final int MAX_TENSORS = 10_000;
  private static final int CHUNK = 1 << 16; // bytes
  private static final String METADATA = "__metadata__";
  private static final String FLOAT = "F32";

  /** How many bytes a number of each type has; of those that are not read they are left alone. */
  private static final Map<String, Integer> SIZES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry(FLOAT, 4),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry("F64", 8),
          Map.entry("U64", 8),
          Map.entry("I64", 8));

  private Safetensors() {}

  static void write(WritableByteChannel channel, Map<String, Tensor> tensors) throws IOException {
    byte[] header = header(tensors);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length).flip();
    DurableFile.writeFully(channel, buffer);
    DurableFile.writeFully(channel, ByteBuffer.wrap(header));
    for (Tensor tensor : tensors.values()) {
      float[] values = tensor.values();
      for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
        int count = Math.min(values.length - from, CHUNK / Float.BYTES);
        buffer.clear();
        buffer.asFloatBuffer().put(values, from, count);
        DurableFile.writeFully(channel, buffer.limit(count * Float.BYTES));
      }
    }
  }

  private static byte[] header(Map<String, Tensor> tensors) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, Map.of("format", "pt"));
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + (long) entry.getValue().values().length * Float.BYTES;
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("dtype", FLOAT);
      described.put("shape", entry.getValue().shape());
      described.put("data_offsets", List.of(offset, end));
      header.put(entry.getKey(), described);
      offset = end;
    }
    byte[] json = JsonObject.compact(header);
    // Padded with spaces, so that the numbers start at a multiple of eight bytes.
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /** A file of which several tensors are read. Its header is read and checked first. */
  static final class Reading implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private final List<Entry> entries;
    private final long data; // where the numbers begin

    /**
     * Opens a file.
     *
     * @throws InvalidFileException if it is not a safetensors file
     */
    Reading(Path file) throws IOException {
      InvalidFileException.requireRegular(file);
      this.file = file;
      this.channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        int headerLength = headerLength(file, channel);
        ByteBuffer header = ByteBuffer.allocate(headerLength);
        readFully(file, channel, header);
        this.data = 8L + headerLength;
        this.entries = entries(JsonObject.parse(file, header.array()), channel.size() - data);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }

    /**
     * Reads one tensor. Nothing is allocated for its numbers before it was found to have the
     * expected shape.
     *
     * @throws InvalidFileException if there is none of that name and shape
     */
    Tensor read(String name, int... shape) throws IOException {
      for (Entry entry : entries) {
        if (entry.name.equals(name)) {
          if (!entry.type.equals(FLOAT)) {
            throw new InvalidFileException(
                file, "tensor \"%s\" is %s, but only F32 can be read".formatted(name, entry.type));
          }
          if (!Arrays.equals(entry.shape, shape)) {
            throw new InvalidFileException(
                file,
                "tensor \"%s\" has the shape %s and should have %s"
                    .formatted(name, Arrays.toString(entry.shape), Arrays.toString(shape)));
          }
          channel.position(data + entry.begin);
          float[] values = new float[(int) ((entry.end - entry.begin) / Float.BYTES)];
          readFloats(file, channel, values);
          return new Tensor(entry.shape, values);
        }
      }
      throw new InvalidFileException(file, "has no tensor \"" + name + "\"");
    }

    /** How many numbers all tensors have, of whatever type. */
    long numbers() {
      long numbers = 0;
      for (Entry entry : entries) {
        long size = 1;
        for (int length : entry.shape) {
          size *= length;
        }
        numbers += size;
      }
      return numbers;
    }

    boolean has(String name) {
      return entries.stream().anyMatch(entry -> entry.name.equals(name));
    }

    /**
     * Reads all tensors, in the order of their numbers.
     *
     * @param most numbers that they may have together
     * @return by name
     * @throws InvalidFileException if they have more, before memory goes into them
     */
    Map<String, Tensor> readAll(long most) throws IOException {
      if (numbers() > most) {
        throw new InvalidFileException(
            file, "has %,d numbers, and at most %,d are expected".formatted(numbers(), most));
      }
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Entry entry : entries) {
        tensors.put(entry.name, read(entry.name, entry.shape));
      }
      return tensors;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static int headerLength(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw new InvalidFileException(
          file, "has " + size + " bytes, too few for a safetensors file");
    }
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, length);
    long claimed = length.getLong(0);
    if (claimed > MAX_HEADER && claimed <= size - 8) {
      throw new InvalidFileException(
          file,
          "has a header of %,d bytes, and none of more than %,d is read"
              .formatted(claimed, MAX_HEADER));
    }
    if (claimed < 2 || claimed > size - 8) {
      throw new InvalidFileException(
          file,
          "claims a header of %s bytes, but has %d bytes in all"
              .formatted(Long.toUnsignedString(claimed), size));
    }
    return (int) claimed;
  }

  // An array, because an entry lives only while a file is read and is never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(String name, String type, int[] shape, long begin, long end) {}

  /** The tensors in the order of their numbers, which they cover without hole or overlap. */
  private static List<Entry> entries(JsonObject header, long dataLength) {
    if (header.fields().size() > MAX_TENSORS) {
      throw new InvalidFileException(
          header.file(),
          "describes %,d tensors, more than any model has".formatted(header.fields().size()));
    }
    List<Entry> entries =
        header.fields().keySet().stream()
            .filter(name -> !name.equals(METADATA))
            .map(name -> entry(name, header.object(name), dataLength))
            .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
            .toList();
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin != expected) {
        throw header.invalid(
            entry.name,
            "begins at %d, but the numbers before it end at %d".formatted(entry.begin, expected));
      }
      expected = entry.end;
    }
    if (expected != dataLength) {
      throw new InvalidFileException(
          header.file(),
          "has %d bytes of numbers, but its header describes %d".formatted(dataLength, expected));
    }
    return entries;
  }

  private static Entry entry(String name, JsonObject described, long dataLength) {
    String type = described.text("dtype");
    Integer size = SIZES.get(type);
    if (size == null) {
      throw described.invalid("dtype", "is " + type + ", which is not known");
    }
    long[] offsets = described.counts("data_offsets", dataLength);
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw described.invalid("data_offsets", "must be a begin and an end not before it");
    }
    long[] sizes = described.counts("shape", Integer.MAX_VALUE);
    long bytes = size;
    int[] shape = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      shape[i] = (int) sizes[i];
      try {
        bytes = Math.multiplyExact(bytes, sizes[i]);
      } catch (ArithmeticException e) {
        throw described.invalid("shape", "describes more numbers than there can be");
      }
    }
    if (bytes != offsets[1] - offsets[0]) {
      throw described.invalid(
          "shape",
          "needs %d bytes, but the offsets span %d".formatted(bytes, offsets[1] - offsets[0]));
    }
    if (bytes / size > Integer.MAX_VALUE - 8) {
      throw described.invalid("shape", "describes more numbers than one array can hold");
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private static void readFloats(Path file, FileChannel channel, float[] values)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
      int count = Math.min(values.length - from, CHUNK / Float.BYTES);
      buffer.clear().limit(count * Float.BYTES);
      readFully(file, channel, buffer);
      buffer.flip().asFloatBuffer().get(values, from, count);
    }
  }

  private static void readFully(Path file, ReadableByteChannel channel, ByteBuffer buffer)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new InvalidFileException(file, "ends too early");
      }
    }
  }
}
