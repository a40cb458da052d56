package dev.prose.text;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the SHA-256 of bytes that come in one or several pieces. */
public final class Sha256 {
  // The JVM replaces the digest with the processor's instructions only after many calls. In a
  // program that has just started, a megabyte takes 20 ms in one call, and 4 ms in short ones.
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

  /** Adds bytes. */
  public void update(byte[] bytes) {
    for (int from = 0; from < bytes.length; from += CHUNK) {
      digest.update(bytes, from, Math.min(CHUNK, bytes.length - from));
    }
  }

  /** Adds the bytes that remain in a buffer. */
  public void update(ByteBuffer bytes) {
    digest.update(bytes);
  }

  /** The SHA-256 of all bytes so far, in lower-case hexadecimal. Afterwards a new one begins. */
  public String toHex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
