package dev.prose.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A named text, and where it came from. Immutable. */
public final class Corpus {
  private final String name;
  private final String text;
  private final FutureTask<String> sha256;

  private Corpus(String name, String text, FutureTask<String> sha256) {
    if (text.isEmpty()) {
      throw new InvalidDataException(
          name + " is empty. A model needs a text to learn from; name one with --data");
    }
    this.name = name;
    this.text = text;
    this.sha256 = sha256;
  }

  /**
   * A corpus whose SHA-256 is known.
   *
   * @throws InvalidDataException if the text is empty
   */
  public Corpus(String name, String text, String sha256) {
    this(name, text, new FutureTask<>(() -> sha256));
    this.sha256.run();
  }

  /**
   * A corpus of text at hand; its SHA-256 is that of its UTF-8 bytes.
   *
   * @throws InvalidDataException if the text is empty
   */
  public static Corpus of(String name, String text) {
    return new Corpus(name, text, sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A corpus that was read from some bytes. Their SHA-256 is taken meanwhile on another thread:
   * before it is compiled it takes as long as everything else that is done to a text of a megabyte.
   *
   * @param parts the bytes, one array after the other; not to be changed any more
   * @throws InvalidDataException if the text is empty
   */
  public static Corpus of(String name, String text, List<byte[]> parts) {
    FutureTask<String> sha256 = new FutureTask<>(() -> sha256(parts));
    Corpus corpus = new Corpus(name, text, sha256);
    Thread.ofPlatform().daemon().name("SHA-256 of " + name).start(sha256);
    return corpus;
  }

  /**
   * Reads a UTF-8 file, strictly; a byte-order mark is dropped.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidDataException if it is empty or not UTF-8
   */
  public static Corpus read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8, OnMalformed.ERROR);
    String text = decoder.decode(bytes, file.toString()).text();
    return of(String.valueOf(file.getFileName()), text, List.of(bytes));
  }

  /** How reports call it: a corpus's or a file's name. */
  public String name() {
    return name;
  }

  /** The text; never empty. */
  public String text() {
    return text;
  }

  /** Its length in characters, that is Unicode code points. */
  public int length() {
    return text.codePointCount(0, text.length());
  }

  /** The SHA-256 of the bytes it was read from, in lower-case hexadecimal. */
  public String sha256() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return sha256.get();
        } catch (InterruptedException e) {
          interrupted = true; // the answer is a moment away
        } catch (ExecutionException e) {
          throw new IllegalStateException("the SHA-256 of " + name + " could not be taken", e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The SHA-256 of some bytes, in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    return sha256(List.of(bytes));
  }

  private static String sha256(List<byte[]> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Corpus that
        && name.equals(that.name)
        && text.equals(that.text)
        && sha256().equals(that.sha256());
  }

  @Override
  public int hashCode() {
    return sha256().hashCode();
  }

  @Override
  public String toString() {
    return name + ", " + length() + " characters, SHA-256 " + sha256();
  }
}
