package dev.prose.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers, field by field.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** An int64 or an enumeration; 0 is what a missing field means, and is left out. */
  ProtobufMessage integer(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  ProtobufMessage float64(int field, double value) {
    tag(field, FIXED_64);
    bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
    return this;
  }

  ProtobufMessage float32(int field, float value) {
    tag(field, FIXED_32);
    bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  ProtobufMessage string(int field, String value) {
    return delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufMessage message(int field, ProtobufMessage value) {
    return delimited(field, value.toBytes());
  }

  private ProtobufMessage delimited(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  // Seven bits per byte, the lowest first; a set top bit says that more bytes follow.
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
