package dev.prose.cli.command;

import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Console;
import dev.prose.server.ServerOptions;
import dev.prose.server.models.ServedModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Serves a page to play with models, and answers questions about them over HTTP. */
public final class ServeCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "serve",
          "Serve models over HTTP: a page to play with them, and OpenAI's completions.",
          "  prose serve --open                     small models of the built-in plays",
          "  prose serve --models out               the model of a run",
          "  prose serve --models a=out b=other     two, called a and b",
          "  curl localhost:8080/v1/completions -H 'Content-Type: application/json' \\",
          "    -d '{\"model\": \"ngram\", \"prompt\": \"ROMEO:\"}'");

  private final Option.Texts models =
      Option.Texts.names("--models", "[NAME=]DIR", "The models' folders, and what they are called");
  private final Option<String> host =
      Option.of(
          String.class,
          "--host",
          "HOST",
          "127.0.0.1",
          "Where to listen; any but this machine needs --api-key");
  private final Option<Integer> port =
      Option.of(Integer.class, "--port", "N", "8080", "The port; 0 for any that is free");
  private final Option<String> key =
      Option.optional(String.class, "--api-key", "KEY", "A key that every request has to bring");
  private final Option.Texts origins =
      Option.Texts.of(
          "--allow-origin", "ORIGIN", "A page's origin, such as https://example.org, that may ask");

  private final Option<Boolean> open = Option.flag("--open", "Open the page in a browser");

  public ServeCommand(Console console) {
    this.console = console;
    spec.addOption(models.spec());
    spec.addOption(host.spec());
    spec.addOption(port.spec());
    spec.addOption(key.spec());
    spec.addOption(origins.spec());
    spec.addOption(open.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    return new Serving(console).serve(options(), folders(), open.value());
  }

  private ServerOptions options() {
    try {
      ServerOptions options =
          ServerOptions.DEFAULT
              .withPort(port.value())
              .withAllowedOrigins(origins.values().toArray(String[]::new));
      if (key.given().isPresent()) {
        options = options.withApiKey(key.value());
      }
      return options.withHost(host.value());
    } catch (IllegalArgumentException e) {
      boolean locked = key.given().isEmpty() && !host.value().equals(ServerOptions.DEFAULT.host());
      String advice = locked ? " (a host for others needs --api-key KEY)" : "";
      throw new ParameterException(spec.commandLine(), e.getMessage() + advice, e);
    }
  }

  /** The folders by the models' names. */
  private Map<String, String> folders() {
    Map<String, String> folders = new LinkedHashMap<>();
    for (String given : models.values()) {
      int equals = given.indexOf('=');
      String folder = given.substring(equals + 1);
      String name = equals >= 0 ? given.substring(0, equals) : lastName(folder);
      if (name.isBlank() || folder.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--models takes NAME=DIR or DIR, but was given " + given);
      }
      try {
        ServedModel.requireName(name);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            spec.commandLine(), e.getMessage() + ": call it otherwise, with NAME=" + folder, e);
      }
      if (folders.put(name, folder) != null) {
        throw new ParameterException(
            spec.commandLine(),
            "two models would be called %s: call one of them otherwise, with NAME=%s"
                .formatted(name, folder));
      }
    }
    return folders;
  }

  private static String lastName(String folder) {
    List<String> names = List.of(folder.replace('\\', '/').split("/"));
    return names.isEmpty() ? "" : names.getLast();
  }
}
