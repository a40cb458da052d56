package dev.prose.cli;

import dev.prose.checkpoint.FolderInUseException;
import dev.prose.checkpoint.NoModelException;
import dev.prose.checkpoint.NoProbabilitiesException;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.OptionDefaults;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TextOutput;
import dev.prose.compress.OtherModelException;
import dev.prose.corpora.SourceNotFoundException;
import dev.prose.data.ShortSplitException;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidTextException;
import dev.prose.token.CharacterNames;
import dev.prose.token.UnknownCharacterException;
import dev.prose.train.DivergedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What an exception means to the person at the command line. */
final class Failure {
  private Failure() {}

  /** Says what went wrong and gives the exit code. */
  static int report(Exception exception, Console console, CommandLine command) {
    if (exception instanceof TextOutput.FailedException failed && failed.isClosedPipe()) {
      return ExitCode.OK;
    }
    int code = exitCode(exception);
    if (!(exception instanceof TextOutput.FailedException)) {
      console.out().flush(); // what was reported so far comes before the error
    }
    // A message may quote what a stranger wrote into a file.
    console.err().println("prose: " + CharacterNames.printable(message(exception, code, command)));
    OptionSpec stacktrace = command.getCommandSpec().findOption(CommandSpecs.STACKTRACE);
    if ((stacktrace != null && Boolean.TRUE.equals(stacktrace.getValue()))
        || code == ExitCode.INTERNAL_ERROR) {
      exception.printStackTrace(console.err());
    }
    console.err().flush();
    return code;
  }

  static int outOfMemory(Console console, CommandLine command) {
    console
        .err()
        .println(
            Report.format(
                "prose: out of memory, with %,d MB for the JVM. %sGive it more, with"
                    + " PROSE_OPTS=-Xmx8g for instance",
                Runtime.getRuntime().maxMemory() >> 20, MemoryAdvice.on(command)));
    return ExitCode.INTERNAL_ERROR;
  }

  private static int exitCode(Exception exception) {
    return switch (exception) {
      case InvalidDataException e -> ExitCode.BAD_DATA;
      case NoSuchFileException e -> ExitCode.NO_INPUT;
      case SourceNotFoundException e -> ExitCode.NO_INPUT;
      case DivergedException e -> ExitCode.DIVERGED;
      case IOException e -> ExitCode.IO_ERROR;
      case TextOutput.FailedException e -> ExitCode.IO_ERROR;
      default -> ExitCode.INTERNAL_ERROR;
    };
  }

  /** Another sentence, where the person did not name the text at the command line. */
  private static String origin(CommandLine command) {
    OptionSpec data = command.getCommandSpec().findOption(DataArguments.NAME);
    if (data == null
        || command.getParseResult().hasMatchedOption(data)
        || !(command.getDefaultValueProvider() instanceof OptionDefaults defaults)) {
      return "";
    }
    return defaults
        .source(data)
        .map(source ->
            ". The name is from "
                + source
                + ", and a relative one is looked for where prose is started: go there, or name"
                + " the text with "
                + DataArguments.NAME)
        .orElse("");
  }

  private static String notAFolder(String file) {
    Path path = Path.of(file);
    return Files.isSymbolicLink(path) && !Files.exists(path)
        ? "is a symbolic link to something that is not there"
        : "is a file and not a folder";
  }

  private static String message(Exception exception, int code, CommandLine command) {
    if (code == ExitCode.INTERNAL_ERROR) {
      return "this is a mistake in Prose, please report it: " + exception;
    }
    return switch (exception) {
      case TextOutput.FailedException e -> "cannot write the results: " + e.getCause().getMessage();
      case UnknownCharacterException e -> e.getMessage() + Advice.onUnknown(command);
      case ShortSplitException e -> e.getMessage() + Advice.on(e);
      case NoProbabilitiesException e ->
          e.getMessage() + ", and this needs probabilities. Train one with another --smoothing";
      case DivergedException e ->
          e.getMessage()
              + ". Try a smaller --learning-rate (or --weight-decay, if it was raised), or of an expert another --seed";
      case FolderInUseException e ->
          e.getMessage() + ". Wait until it is done, or choose another --out-dir";
      case NoModelException e -> e.getMessage() + ". Train one first, with: prose train";
      case OtherModelException e ->
          e.getMessage()
              + ". Name the folder of that one with --out-dir, or with --checkpoint another model of this run";
      case InvalidTextException e -> e.getMessage() + ". " + TextAdvice.on(e.problem());
      case SourceNotFoundException e -> e.getMessage() + origin(command);
      case FileAlreadyExistsException e -> e.getFile() + ": " + notAFolder(e.getFile());
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case NoSuchFileException e when e.getReason() == null -> e.getFile() + ": no such file";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> Objects.toString(exception.getMessage(), exception.toString());
    };
  }
}
