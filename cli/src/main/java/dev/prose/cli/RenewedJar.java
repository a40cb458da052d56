package dev.prose.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies of jars, for the JVM's cache: the cache holds no class file older than Java 6, because
 * such a file lacks the stack maps that let it be verified ahead, so picocli's classes would be
 * read and verified at every start.
 *
 * <p>A copy's class files of those ages are of Java 8, with stack maps computed from their code;
 * everything else in it is as before. The same jar always gives the same bytes.
 */
public final class RenewedJar {
  /** Java 6, the first with stack maps. */
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private static final int RENEWED_VERSION = ClassFile.JAVA_8_VERSION;

  private RenewedJar() {}

  /**
   * Takes a folder for the copies and a folder of jars; a copy has the name and the time of its
   * jar. One that is there already stays: another start of the command may be running with it.
   *
   * @throws IOException if a jar cannot be read or a copy cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[1]), "*.jar")) {
      for (Path jar : jars) {
        Path copy = folder.resolve(jar.getFileName());
        if (!Files.exists(copy) && isNeeded(jar)) {
          copy(jar, copy);
        }
      }
    }
  }

  /** Whether a jar holds class files that the JVM's cache cannot. A signed jar is left alone. */
  static boolean isNeeded(Path jar) throws IOException {
    boolean old = false;
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.startsWith("META-INF/") && name.toUpperCase(Locale.ROOT).endsWith(".SF")) {
          return false;
        }
        if (name.endsWith(".class") && !old) {
          try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
            in.readInt();
            in.readUnsignedShort();
            old = in.readUnsignedShort() < FIRST_WITH_STACK_MAPS;
          }
        }
      }
    }
    return old;
  }

  /** Writes the copy of a jar. It appears under its name only when it is whole. */
  static void copy(Path jar, Path copy) throws IOException {
    Path folder = copy.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, copy.getFileName() + ".", ".part");
    try {
      write(jar, part);
      // The JVM's cache knows a jar by path, size and time. With the same time, a copy that is made
      // again is still the same jar.
      Files.setLastModifiedTime(part, Files.getLastModifiedTime(jar));
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Path jar, Path copy) throws IOException {
    // The classes against which the old ones are verified: their own, then what is around them.
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        JarFile in = new JarFile(jar.toFile(), false);
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream out = new ZipOutputStream(file)) {
      ClassHierarchyResolver hierarchy =
          ClassHierarchyResolver.ofResourceParsing(classes)
              .orElse(ClassHierarchyResolver.defaultResolver());
      ClassFile context =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy));
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] bytes;
        try (InputStream content = in.getInputStream(entry)) {
          bytes = content.readAllBytes();
        }
        ZipEntry renewed = new ZipEntry(entry.getName());
        renewed.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(renewed);
        out.write(entry.getName().endsWith(".class") ? renewed(bytes, context) : bytes);
        out.closeEntry();
      }
    }
  }

  private static byte[] renewed(byte[] bytes, ClassFile context) {
    if (version(bytes) >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
    // A method that no transform touches would be copied as it is, without stack maps.
    MethodTransform everyMethod =
        MethodTransform.transformingCode((code, element) -> code.with(element));
    ClassTransform transform =
        (builder, element) -> {
          switch (element) {
            case ClassFileVersion _ -> builder.withVersion(RENEWED_VERSION, 0);
            case MethodModel method -> builder.transformMethod(method, everyMethod);
            default -> builder.with(element);
          }
        };
    try {
      return context.transformClass(context.parse(bytes), transform);
    } catch (IllegalArgumentException _) {
      // Its code calls subroutines, say, or stands beside a class that is not there: it still runs
      // as it is, outside the cache.
      return bytes;
    }
  }

  /** The major version of a class file, 49 for Java 5. */
  private static int version(byte[] classFile) {
    return (classFile[6] & 0xff) << 8 | (classFile[7] & 0xff);
  }
}
