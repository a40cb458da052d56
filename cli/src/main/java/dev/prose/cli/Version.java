package dev.prose.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code prose --version} says. */
final class Version implements IVersionProvider {
  private static final String BUILD = "build.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(BUILD)) {
      if (in == null) {
        throw new IOException(BUILD + " is missing from the jar");
      }
      build.load(in);
    }
    return new String[] {
      "prose %s (commit %s)".formatted(build.getProperty("version"), build.getProperty("commit")),
      "JDK %s, %s".formatted(Runtime.version(), System.getProperty("java.vm.vendor"))
    };
  }
}
