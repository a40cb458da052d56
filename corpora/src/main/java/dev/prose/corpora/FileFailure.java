package dev.prose.corpora;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Says why a file cannot be read or written: the JDK's message is often only the file's name. */
final class FileFailure {
  private FileFailure() {}

  /** "Cannot read notes.txt: permission denied", with the failure as its cause. */
  static IOException cannotRead(String name, IOException failure) {
    return new IOException("Cannot read " + name + ": " + reason(failure), failure);
  }

  /** The reason alone, as a clause: "permission denied". */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "there is no such file";
      case FileSystemException e when e.getReason() != null -> decapitalised(e.getReason());
      default -> messageOf(failure);
    };
  }

  private static String messageOf(IOException failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : decapitalised(message);
  }

  /** "Is a directory" becomes "is a directory", to stand inside a sentence; "IO error" stays. */
  private static String decapitalised(String sentence) {
    boolean word =
        sentence.length() > 1
            && Character.isUpperCase(sentence.charAt(0))
            && Character.isLowerCase(sentence.charAt(1));
    return word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
  }
}
