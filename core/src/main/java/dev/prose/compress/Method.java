package dev.prose.compress;

import java.util.Arrays;
import java.util.Optional;

/** How a file was compressed. */
public enum Method {
  /** Not at all: its bytes as they are, because nothing else was shorter. */
  STORED(0, false),
  /** By a model that does not change on the way. */
  STATIC(1, true),
  /** By a model that learns from each character after it was predicted. */
  ADAPTIVE(2, true),
  /** By a model that knows nothing but the file's characters, and learns as it goes. */
  FROM_CHARACTERS(3, false),
  /** The same with bytes in the place of characters. */
  FROM_BYTES(4, false);

  private final int number; // in files
  private final boolean needsModel;

  Method(int number, boolean needsModel) {
    this.number = number;
    this.needsModel = needsModel;
  }

  /** Whether it takes the same model to decompress the file. */
  public boolean needsModel() {
    return needsModel;
  }

  int number() {
    return number;
  }

  static Optional<Method> of(int number) {
    return Arrays.stream(values()).filter(method -> method.number == number).findFirst();
  }
}
