package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RenewedJarTest {
  @TempDir Path folder;

  @Test
  void picocliNeedsRenewalAndItsCopyDoesNot() throws Exception {
    Path copy = picocliCopy();

    assertThat(RenewedJar.isNeeded(jarOf(CommandLine.class))).isTrue();
    assertThat(RenewedJar.isNeeded(copy)).isFalse();
  }

  @Test
  void aJarOfNewClassesNeedsNoRenewal() throws Exception {
    assertThat(RenewedJar.isNeeded(jarOf(Assertions.class))).isFalse();
  }

  @Test
  void ofAFolderOfJarsItCopiesTheOldOnesOnce() throws Exception {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Path caches = Files.createDirectory(folder.resolve("cache"));
    Path old = jarOf(CommandLine.class);
    Path recent = jarOf(Assertions.class);
    Files.copy(old, lib.resolve(old.getFileName()));
    Files.copy(recent, lib.resolve(recent.getFileName()));
    String[] arguments = {caches.toString(), lib.toString()};

    RenewedJar.main(arguments);

    Path copy = caches.resolve(old.getFileName());
    try (Stream<Path> copies = Files.list(caches)) {
      assertThat(copies).containsExactly(copy);
    }
    Files.writeString(copy, "in use");
    RenewedJar.main(arguments);
    assertThat(copy).hasContent("in use");
  }

  @Test
  void everyClassOfTheCopyIsRecentAndVerifies() throws Exception {
    Path copy = picocliCopy();

    int classes = 0;
    // The platform loader above it: no class comes from the class path of this test.
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {copy.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (Map.Entry<String, byte[]> entry : contents(copy).entrySet()) {
        String name = entry.getKey();
        if (!name.endsWith(".class")) {
          continue;
        }
        assertThat(major(entry.getValue())).as(name).isGreaterThanOrEqualTo(52);
        if (name.startsWith("META-INF/") || name.endsWith("module-info.class")) {
          continue;
        }
        String className = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        Class<?> loaded = Class.forName(className, false, loader);
        assertThat(loaded.getClassLoader()).isSameAs(loader);
        // Loading alone does not verify a class; asking for its constructors links it.
        assertThatCode(loaded::getDeclaredConstructors).as(name).doesNotThrowAnyException();
        classes++;
      }
    }
    assertThat(classes).isGreaterThan(200);
  }

  @Test
  void theCopyHasTheSameEntriesAndResources() throws Exception {
    Map<String, byte[]> before = contents(jarOf(CommandLine.class));
    Map<String, byte[]> after = contents(picocliCopy());

    assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
    before.forEach((name, bytes) -> {
      if (!name.endsWith(".class") || major(bytes) >= 50) {
        assertThat(after.get(name)).as(name).isEqualTo(bytes);
      }
    });
  }

  @Test
  void theSameJarGivesTheSameCopy() throws Exception {
    Path jar = jarOf(CommandLine.class);
    Path copy = picocliCopy();
    byte[] first = Files.readAllBytes(copy);

    RenewedJar.copy(jar, copy);

    assertThat(Files.readAllBytes(copy)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(Files.getLastModifiedTime(jar));
  }

  @Test
  void aSignedJarIsLeftInPeace() throws Exception {
    Path jar = folder.resolve("signed.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("Old.class"));
      out.write(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 49});
      out.putNextEntry(new ZipEntry("META-INF/signer.sf"));
    }

    assertThat(RenewedJar.isNeeded(jar)).isFalse();
  }

  @Test
  void whatCannotBeRenewedStaysAsItIs() throws Exception {
    byte[] broken = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 49, 0};
    Path jar = folder.resolve("broken.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("Broken.class"));
      out.write(broken);
    }

    Path copy = folder.resolve("copy.jar");
    RenewedJar.copy(jar, copy);

    assertThat(contents(copy)).containsOnlyKeys("Broken.class");
    assertThat(contents(copy).get("Broken.class")).isEqualTo(broken);
  }

  private Path picocliCopy() throws Exception {
    Path jar = jarOf(CommandLine.class);
    Path copy = folder.resolve(jar.getFileName());
    RenewedJar.copy(jar, copy);
    return copy;
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Map<String, byte[]> contents(Path jar) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        try (InputStream in = file.getInputStream(entry)) {
          contents.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return contents;
  }

  private static int major(byte[] classFile) {
    return (classFile[6] & 0xff) << 8 | (classFile[7] & 0xff);
  }
}
