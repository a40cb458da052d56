package dev.prose.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** An object that goes to each executor once. */
final class Shared<T> implements Serializable {
  private final Broadcast<Copy<T>> broadcast;

  Shared(Broadcast<Copy<T>> broadcast) {
    this.broadcast = broadcast;
  }

  /** The executor's copy, which its tasks share. */
  T value() {
    return broadcast.value().value();
  }

  /** What is broadcast: each executor makes one object of it. */
  static final class Copy<T> implements Serializable {
    private final Sent<T> sent;
    private transient @Nullable T value;

    Copy(Sent<T> sent) {
      this.sent = sent;
    }

    private synchronized T value() {
      T made = value == null ? sent.value() : value;
      value = made;
      return made;
    }
  }
}
