package dev.prose.text;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of bytes that come in one piece or in several. */
public final class Sha256 {
  // In one call, a megabyte would be over before the JVM had put the processor's instructions in
  // the method's place: in a program that has just started, 20 ms instead of 4.
  private static final int CHUNK = 1 << 11;

  private final MessageDigest digest;

  public Sha256() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** The SHA-256 of some bytes, in lower-case hexadecimal. */
  public static String of(byte[] bytes) {
    Sha256 sha256 = new Sha256();
    sha256.update(bytes);
    return sha256.toHex();
  }

  /** Goes on with more bytes. */
  public void update(byte[] bytes) {
    for (int from = 0; from < bytes.length; from += CHUNK) {
      digest.update(bytes, from, Math.min(CHUNK, bytes.length - from));
    }
  }

  /** Goes on with the bytes that remain in a buffer. */
  public void update(ByteBuffer bytes) {
    digest.update(bytes);
  }

  /** The SHA-256 of all bytes so far, in lower-case hexadecimal; after that it starts anew. */
  public String toHex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
