package dev.prose.cli.train;

import dev.prose.cli.output.Console;
import dev.prose.device.DeviceLearners;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The folder with the jars of the add-on for other devices. They are not on the command's class
 * path: a class loader of their own reads them when they are asked for.
 *
 * @param path {@code $PROSE_TORCH}, by default {@code ~/.local/share/prose/torch}
 */
record DeviceFolder(Path path) {
  private static final String VARIABLE = "PROSE_TORCH";
  private static final String STANDARD = ".local/share/prose/torch"; // also in torch/pom.xml

  static DeviceFolder of(Console console) {
    String given = console.environment().getOrDefault(VARIABLE, "");
    return new DeviceFolder(
        given.isEmpty()
            ? Path.of(System.getProperty("user.home", "")).resolve(STANDARD)
            : console.workingFolder().resolve(given));
  }

  boolean isThere() {
    return Files.isDirectory(path);
  }

  /**
   * The learners that the jars bring.
   *
   * @throws InvalidDataException if they bring none
   */
  DeviceLearners learners() {
    try {
      // Never closed: its classes are used until the process ends.
      ClassLoader loader = new URLClassLoader(jars(), DeviceLearners.class.getClassLoader());
      return ServiceLoader.load(DeviceLearners.class, loader)
          .findFirst()
          .orElseThrow(() -> new InvalidDataException(refusal("no learners")));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new InvalidDataException(refusal("learners that do not start: " + e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusal(String what) {
    return "%s has %s. Fetch the add-on again as docs/torch.md says".formatted(path, what);
  }

  private URL[] jars() throws IOException {
    List<URL> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.jar")) {
      for (Path file : files) {
        jars.add(url(file));
      }
    }
    return jars.toArray(URL[]::new);
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }
}
