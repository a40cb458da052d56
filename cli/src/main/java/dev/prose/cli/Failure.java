package dev.prose.cli;

import dev.prose.corpora.SourceNotFoundException;
import dev.prose.text.InvalidDataException;
import dev.prose.train.DivergedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
    console.err().println("prose: " + message(exception, code));
    OptionSpec stacktrace = command.getCommandSpec().findOption(CommandSpecs.STACKTRACE);
    if ((stacktrace != null && Boolean.TRUE.equals(stacktrace.getValue()))
        || code == ExitCode.INTERNAL_ERROR) {
      exception.printStackTrace(console.err());
    }
    console.err().flush();
    return code;
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

  private static String message(Exception exception, int code) {
    if (code == ExitCode.INTERNAL_ERROR) {
      return "this is a mistake in Prose, please report it: " + exception;
    }
    return switch (exception) {
      case TextOutput.FailedException e -> "cannot write the results: " + e.getCause().getMessage();
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case NoSuchFileException e when e.getReason() == null -> e.getFile() + ": no such file";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> Objects.toString(exception.getMessage(), exception.toString());
    };
  }
}
