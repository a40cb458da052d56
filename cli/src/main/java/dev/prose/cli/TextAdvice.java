package dev.prose.cli;

import dev.prose.text.FileFormat;
import dev.prose.text.TextProblem;

/** What a person can do about a text that cannot be read. */
final class TextAdvice {
  private static final String ANOTHER = "Name another text with --data";

  private TextAdvice() {}

  static String on(TextProblem problem) {
    return switch (problem) {
      case TextProblem.Empty _ -> ANOTHER;
      case TextProblem.Malformed _ ->
          "Name its encoding with --encoding, or go on with --on-malformed=replace, or, where tokens are bytes, words or subwords, with --on-malformed=keep";
      case TextProblem.OtherEncoding other ->
          "Name its encoding, with --encoding " + other.likely();
      case TextProblem.NotText(FileFormat format) -> on(format.kind());
      case TextProblem.PackedNotText(FileFormat format) -> on(format.kind());
      case TextProblem.DamagedGzip _ -> "Copy or download it again";
      case TextProblem.TooLong _ -> "Name a part of it";
      case TextProblem.UnpacksTooLong _ ->
          "Give it more, with PROSE_OPTS=-Xmx8g for instance, or name a part of the text";
    };
  }

  private static String on(FileFormat.Kind kind) {
    return switch (kind) {
      case PACKED -> "Unpack it first, into a file or into standard input and --data -";
      case DOCUMENT -> "Save it as plain text first";
      case TABLE -> "Export its text first";
      case PICTURE -> ANOTHER;
    };
  }
}
