package dev.prose.cli.option;

import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokenization;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenKind;
import dev.prose.token.kinds.TokenKind.Trait;
import dev.prose.token.kinds.TokenizerFile;
import dev.prose.token.pieces.LineSplitter;
import dev.prose.token.pieces.RegexSplitter;
import dev.prose.token.pieces.Splitter;
import dev.prose.token.pieces.Splitters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The options that say what a token is. */
public final class TokenizerArguments {
  private static final List<String> PATTERNS = List.of("gpt2", "gpt4", "gpt4o");

  /** As an expression it would match itself only, which nobody wants to cut a text by. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]+");

  private final Option<String> tokenizer =
      Option.open(
          "--tokenizer",
          TokenKind.names(),
          "FILE",
          "What a token is: a character, a byte, a frequent word (others are spelled in bytes), a"
              + " word between white space, or a subword that byte-pair encoding learns; or a file:"
              + " a tokenizer.json of Hugging Face, or ranks of OpenAI (.tiktoken)");
  private final Option<Integer> vocabularySize =
      Option.optional(
          Integer.class,
          "--vocab-size",
          "N",
          "How many different tokens there may be (default: bpe "
              + TokenKind.BPE_SIZE
              + "; words, all that occur twice; whitespace, all)");
  private final Option<String> pattern =
      Option.optional(
          String.class,
          "--pattern",
          String.join("|", PATTERNS) + "|REGEX",
          "What subwords stay within: the pieces that GPT-2, GPT-4 or GPT-4o cut a text into, or the"
              + " matches of a regular expression (default: gpt2)");

  /** All of them. */
  public List<Option<?>> options() {
    return List.of(tokenizer, vocabularySize, pattern);
  }

  /** The kind of tokens, or a file. */
  public Option<String> kind() {
    return tokenizer;
  }

  public Option<Integer> vocabularySize() {
    return vocabularySize;
  }

  public Option<String> pattern() {
    return pattern;
  }

  /** The kind of tokens, unless a file has them. */
  public Optional<TokenKind> named() {
    return TokenKind.named(tokenizer.value());
  }

  /**
   * The way to tokenize.
   *
   * @param command for its exceptions
   * @param folder in which a file is looked for
   * @param lines whether each line is a text of its own, so that no token goes across its end
   * @throws ParameterException if the options do not fit together, or one is out of its range
   * @throws IOException if the file cannot be read
   */
  public Tokenization tokenization(CommandSpec command, Path folder, boolean lines)
      throws IOException {
    return tokenization(tokenizer.value(), command, folder, lines);
  }

  /** The way to tokenize with this kind in place of the one that the option names. */
  public Tokenization tokenization(String kind, CommandSpec command, Path folder, boolean lines)
      throws IOException {
    Optional<TokenKind> named = TokenKind.named(kind);
    if (vocabularySize.given().isPresent()
        && !named.map(it -> it.is(Trait.HAS_SIZE)).orElse(false)) {
      throw refusal(command, "--vocab-size has no effect with --tokenizer " + kind);
    }
    if (pattern.given().isPresent() && !named.map(it -> it.is(Trait.HAS_PATTERN)).orElse(true)) {
      throw refusal(command, "--pattern has no effect with --tokenizer " + kind);
    }
    Optional<Splitter> splitter =
        pattern.given().map(given -> Usage.options(command, () -> splitter(given)));
    if (named.isEmpty()) {
      Tokenizer read = read(command, folder.resolve(kind), splitter);
      return new FixedTokenization(lines ? read.withinLines() : read);
    }
    OptionalInt size = vocabularySize.given().map(OptionalInt::of).orElse(OptionalInt.empty());
    Splitter pieces = splitter.orElse(Splitters.named(PATTERNS.getFirst()));
    return Usage.options(
        command, () -> named.get().tokenization(size, lines ? new LineSplitter(pieces) : pieces));
  }

  private static Tokenizer read(CommandSpec command, Path file, Optional<Splitter> splitter)
      throws IOException {
    if (!Files.exists(file)) {
      throw new ParameterException(
          command.commandLine(),
          "--tokenizer must be one of %s or a file, but there is no file %s"
              .formatted(String.join(", ", TokenKind.names()), file));
    }
    if (Files.isDirectory(file)) {
      throw new ParameterException(
          command.commandLine(),
          "--tokenizer names a kind of tokens or a file, but %s is a folder: train takes a model's tokens with --vocabulary DIR, tokenize with --out-dir DIR"
              .formatted(file));
    }
    try {
      return TokenizerFile.read(file, splitter);
    } catch (IllegalArgumentException e) {
      String what = splitter.isPresent() ? ": leave --pattern out" : ": name it with --pattern";
      throw new ParameterException(command.commandLine(), e.getMessage() + what, e);
    }
  }

  private static ParameterException refusal(CommandSpec command, String reason) {
    return new ParameterException(command.commandLine(), reason + ": leave it out");
  }

  private static Splitter splitter(String given) {
    if (PATTERNS.contains(given)) {
      return Splitters.named(given);
    }
    if (NAME.matcher(given).matches()) {
      throw new IllegalArgumentException(
          "--pattern must be one of %s or a regular expression, but %s is a mere name"
              .formatted(String.join(", ", PATTERNS), given));
    }
    return new RegexSplitter(given);
  }
}
