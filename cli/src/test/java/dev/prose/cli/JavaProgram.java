package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.tools.ToolProvider;

/** A program from the documentation, compiled and run against the classes of the tests. */
final class JavaProgram {
  private final Path folder;
  private final String name;

  private JavaProgram(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /**
   * Compiles the source of a class without a package.
   *
   * @param folder where source and classes go
   */
  static JavaProgram compile(Path folder, String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, messages, "-d", folder.toString(), file.toString());
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new JavaProgram(folder, name);
  }

  /** What its main method prints, in any country. */
  String run(String... arguments) throws IOException, ReflectiveOperationException {
    PrintStream console = System.out;
    Locale locale = Locale.getDefault();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Locale.setDefault(Locale.ROOT);
      var main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) arguments);
    } finally {
      Locale.setDefault(locale);
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
