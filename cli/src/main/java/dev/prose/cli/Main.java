package dev.prose.cli;

import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.OptionDefaults;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.ResultWriter;
import dev.prose.cli.output.TextOutput;
import dev.prose.token.CharacterNames;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code prose} command. Here alone exceptions turn into messages and exit codes. */
public final class Main {
  static {
    // Converters that no option needs, for which picocli loads a hundred classes.
    System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
  }

  private Main() {}

  public static void main(String[] args) {
    Console console = Console.ofProcess();
    int code = run(console, args);
    System.err.flush();
    if (code != ExitCode.OK) {
      Runtime.getRuntime().exit(code); // not always: it sets up logging first, which takes 10 ms
    }
  }

  /** Runs one command line and gives its exit code. */
  static int run(Console console, String... args) {
    return run(console, new ProseCommand(console, args).spec(), args);
  }

  /** Runs one command line of a command and gives its exit code. */
  public static int run(Console console, CommandSpec spec, String... args) {
    PrintWriter out = new PrintWriter(new ResultWriter(console.out()));
    CommandLine commandLine =
        CommandSpecs.commandLine(spec)
            .registerConverter(Charset.class, Main::charset)
            // Relative to the console's folder, which a test chooses; picocli's own converter also
            // uses slow reflection.
            .registerConverter(
                Path.class,
                // A dash does not name a file: to some options it means standard input.
                text -> text.equals("-") ? Path.of(text) : console.workingFolder().resolve(text))
            .registerConverter(
                Integer.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
            .registerConverter(Long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE))
            .setExpandAtFiles(false) // a prompt may begin with @
            .setOut(out)
            .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(console.color() ? Ansi.ON : Ansi.OFF))
            .setParameterExceptionHandler(Main::explainUsage)
            .setExecutionExceptionHandler(
                (exception, command, parsed) -> Failure.report(exception, console, command));
    try {
      int code = commandLine.execute(args);
      out.flush();
      console.out().flush();
      return code;
    } catch (TextOutput.FailedException e) {
      return Failure.report(e, console, commandLine);
    } catch (OutOfMemoryError e) {
      return Failure.outOfMemory(console, commandLine);
    }
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'"
              + name
              + "' is no encoding known here. Usual ones are UTF-8, UTF-16, ISO-8859-1 and"
              + " windows-1252");
    }
  }

  private static long whole(String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      if (!text.matches("[+-]?[0-9]+")) {
        throw new TypeConversionException("'" + text + "' is not a whole number");
      }
    }
    throw new TypeConversionException(
        Report.format("'%s' is not from %,d to %,d", text, least, most));
  }

  private static int explainUsage(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    // It may quote a file of options, or what a checkpoint says about its run.
    err.println("prose: " + CharacterNames.printable(String.valueOf(exception.getMessage())));
    UnmatchedArgumentException.printSuggestions(exception, err);
    if (exception instanceof UnmatchedArgumentException unmatched
        && unmatched.getUnmatched().stream().noneMatch(text -> text.startsWith("-"))
        && command.getCommandSpec().findOption(DataArguments.NAME) != null) {
      err.println("A text is named with " + DataArguments.NAME + ".");
    }
    if (command.getDefaultValueProvider() instanceof OptionDefaults defaults) {
      err.println("What the command line leaves open comes from " + defaults.sources() + ".");
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }
}
