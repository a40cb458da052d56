package dev.prose.cli.completion;

import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.OptionValues;
import dev.prose.corpora.Corpora;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What may follow an option, or stand in the place of a parameter, for a shell to offer.
 *
 * @param label what to call it
 * @param most how many of them there may be, 0 for an option that takes none
 * @param words those that are known beforehand
 * @param files which file names are possible too
 */
record OptionArgument(String label, int most, List<String> words, Files files) {
  /** Which file names. */
  enum Files {
    NONE,
    FOLDERS,
    ALL
  }

  static OptionArgument of(ArgSpec argument) {
    String label = argument.paramLabel();
    boolean source = label.equals(DataArguments.LABEL);
    Files files =
        source || argument.type() == Path.class
            ? label.equals("DIR") ? Files.FOLDERS : Files.ALL
            : Files.NONE;
    return new OptionArgument(label, argument.arity().max(), words(argument, source), files);
  }

  /** Whether there is anything to offer. */
  boolean isKnown() {
    return !words.isEmpty() || files != Files.NONE;
  }

  private static List<String> words(ArgSpec argument, boolean source) {
    if (source || argument.paramLabel().equals(DataArguments.CORPUS)) {
      return Corpora.installed().names();
    }
    if (argument.type() == Charset.class) {
      return List.of("UTF-8", "UTF-16", "ISO-8859-1", "windows-1252");
    }
    if (argument.type() == String.class && argument.completionCandidates() != null) {
      List<String> candidates = new ArrayList<>();
      argument.completionCandidates().forEach(candidates::add);
      return candidates;
    }
    Object[] constants = argument.type().getEnumConstants();
    return constants == null ? List.of() : Stream.of(constants).map(OptionValues::text).toList();
  }
}
