package dev.prose.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;

/**
 * An object on its way between machines, as the bytes of Java's serialization: the session may have
 * any serializer, and Kryo cannot have records and lambdas.
 */
final class Sent<T> implements Serializable {
  private final byte[] bytes;

  private Sent(byte[] bytes) {
    this.bytes = bytes;
  }

  static <T> Sent<T> of(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new IllegalStateException("cannot be sent: " + value.getClass(), e);
    }
    return new Sent<>(bytes.toByteArray());
  }

  /** A copy of the object. */
  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // written above
  T value() {
    try (ObjectInputStream in = new Input(bytes)) {
      return (T) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot be received", e);
    }
  }

  /** Finds classes of the jar that was submitted, which is not on the class path. */
  private static final class Input extends ObjectInputStream {
    Input(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(
            description.getName(), false, Thread.currentThread().getContextClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description); // a primitive type
      }
    }
  }
}
