package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.option.Given;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.RunArguments;
import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokenization;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenKind;
import dev.prose.token.kinds.TokenKind.Trait;
import dev.prose.token.kinds.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the tokens of a training run come from: the text, a list, a file, or another model, which
 * the run may begin with.
 *
 * @param tokenization makes tokens of the text
 * @param beginning the model that the run begins with, if there is one
 */
record TokenSource(Tokenization tokenization, Optional<Checkpoint> beginning) {
  /**
   * Reads what the options name.
   *
   * @param before where the run goes on, if it does
   * @param folder in which a relative name is looked for
   * @throws picocli.CommandLine.ParameterException if the options do not fit together
   * @throws IOException if a file cannot be read
   */
  static TokenSource of(RunArguments run, Given given, Optional<Checkpoint> before, Path folder)
      throws IOException {
    if (before.isPresent()) {
      FixedTokenization kept = new FixedTokenization(before.get().tokenizer());
      return new TokenSource(new ResumedTokenization(kept), Optional.empty());
    }
    if (run.beginning().isPresent()) {
      given.refuse(
          run.initFrom(),
          List.of(
              run.tokenizer().kind(),
              run.tokenizer().vocabularySize(),
              run.tokenizer().pattern(),
              run.vocabulary()),
          "has no effect with --init-from DIR, whose model has its tokens: leave it out");
      Checkpoint beginning =
          Checkpoint.load(folder.resolve(run.beginning().get()), OnUnknown.ERROR);
      return new TokenSource(tokensOf(beginning, run), Optional.of(beginning));
    }
    Tokenization tokenization =
        run.vocabulary().given().isPresent()
            ? listed(run, given, folder.resolve(run.vocabulary().value()))
            : run.tokenizer().tokenization(given.command(), folder, run.lines().value());
    return new TokenSource(tokenization, Optional.empty());
  }

  private static Tokenization tokensOf(Checkpoint checkpoint, RunArguments run) {
    Tokenizer tokenizer = checkpoint.tokenizer();
    return new FixedTokenization(run.lines().value() ? tokenizer.withinLines() : tokenizer);
  }

  private static Tokenization listed(RunArguments run, Given given, Path list) throws IOException {
    Option<String> kind = run.tokenizer().kind();
    given.refuse(
        run.vocabulary(),
        List.of(run.tokenizer().vocabularySize(), run.tokenizer().pattern()),
        "has no effect with --vocabulary: leave it out");
    if (Files.isDirectory(list)) {
      given.refuse(
          run.vocabulary(),
          List.of(kind),
          "has no effect with a model's folder as --vocabulary: leave it out");
      return tokensOf(Checkpoint.load(list, OnUnknown.ERROR), run);
    }
    if (list.toString().endsWith(".json")) {
      throw given.refusal(
          "--vocabulary lists characters or words, one a line: name a tokenizer.json with --tokenizer");
    }
    Optional<TokenKind> listed = run.tokenizer().named().filter(it -> it.is(Trait.CAN_BE_LISTED));
    if (listed.isEmpty()) {
      throw given.refusal(
          "--vocabulary lists characters or words: with --tokenizer "
              + kind.value()
              + " name a model's folder instead");
    }
    if (!Files.exists(list)) {
      throw new NoSuchFileException(list.toString());
    }
    return new FixedTokenization(VocabularyFile.read(list, listed.get()));
  }
}
