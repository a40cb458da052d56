package dev.prose.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The person's web browser. */
final class WebBrowser {
  private WebBrowser() {}

  /**
   * Opens an address in it, by the system's own means: the JDK's would load its windows.
   *
   * @return false if there is nothing to open it with
   */
  static boolean open(String address) {
    try {
      Process _ =
          new ProcessBuilder(command(System.getProperty("os.name"), address))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static List<String> command(String system, String address) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return List.of("open", address);
    }
    return name.startsWith("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
        : List.of("xdg-open", address);
  }
}
