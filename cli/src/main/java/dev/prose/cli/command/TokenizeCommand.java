package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.TokenizerArguments;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TokenView;
import dev.prose.data.FixedTokenization;
import dev.prose.data.OpenText;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.text.Corpus;
import dev.prose.text.LoadListener;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns text into token ids, and back. */
public final class TokenizeCommand implements Callable<Integer> {
  /** Which vocabulary the ids belong to. */
  enum Symbols {
    MODEL,
    TEXT
  }

  private static final List<String> OF_DATA =
      List.of("--data", "--encoding", "--on-malformed", MemoryArguments.NAME, "--temp-dir");

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "tokenize",
          "Turn text into token ids, or ids into text.",
          "  prose tokenize --text 'To be'",
          "  prose tokenize --lines < my.txt        id, tab and symbol of each token",
          "  prose tokenize --decode 32 53 1 40 43",
          "  prose tokenize --data my.txt | prose tokenize --decode > same.txt",
          "  prose tokenize --train bpe --vocab-size 8192 --data my.txt --to tokenizer.json",
          "  prose tokenize --tokenizer tokenizer.json --lines --text 'To be'");

  private final Option<String> text =
      Option.optional(String.class, "--text", "TEXT", "The text itself, instead of --data");
  private final DataArguments data = new DataArguments(DataArguments.Default.STANDARD_INPUT);
  private final MemoryArguments memory = new MemoryArguments();
  private final Option<Boolean> decode =
      Option.flag("--decode", "Turn ids into text: those given, or those on standard input");
  private final PositionalParamSpec ids =
      PositionalParamSpec.builder()
          .paramLabel("ID")
          .arity("0..*")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description("With --decode: the ids.")
          .build();
  private final Option<Boolean> lines =
      Option.flag("--lines", "One token a line: its id, a tab, and its symbol in quotes");
  private final Option<Boolean> json =
      Option.flag("--json", "Print one JSON object: the ids, the tokens, the vocabulary's size");
  private final Option<Path> outDir =
      Option.of(Path.class, "--out-dir", "DIR", "out", "Where the model is: a run's folder");
  private final Option<Symbols> symbols =
      Option.optional(
          Symbols.class,
          "--vocabulary",
          "model|text",
          "Whose ids: the model's, or those of the text itself, which for --decode is that of"
              + " --data or --text (default: model, if there is a folder out)");
  private final TokenizerArguments tokenizer = new TokenizerArguments();
  private final Option<String> train =
      Option.optional(
          String.class,
          "--train",
          String.join("|", TokenKind.names()),
          "Learn tokens of this kind from the text, and write them to --to");
  private final Option<Path> to =
      Option.optional(
          Path.class,
          "--to",
          "FILE",
          "With --train: where to write the tokens, as a tokenizer.json of Hugging Face");
  private final Option<OnUnknown> onUnknown =
      Option.of(
          OnUnknown.class,
          "--on-unknown",
          "error|skip|replace",
          "error",
          "What to do with a character that the model does not know");

  public TokenizeCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "The ids are those of a trained model; where there is no folder out yet, those of the text"
            + " itself: its distinct characters, sorted and counted from 0.");
    spec.addOption(text.spec());
    data.addTo(spec);
    memory.addTo(spec);
    spec.addOption(decode.spec());
    spec.addPositional(ids);
    spec.addOption(lines.spec());
    spec.addOption(json.spec());
    spec.addOption(outDir.spec());
    spec.addOption(symbols.spec());
    tokenizer.options().forEach(option -> spec.addOption(option.spec()));
    spec.addOption(train.spec());
    spec.addOption(to.spec());
    spec.addOption(onUnknown.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    if (train.given().isPresent()) {
      train(train.value());
      return ExitCode.OK;
    }
    Usage.refuse(spec, List.of("--to"), "has no effect without --train: leave it out");
    boolean named = spec.commandLine().getParseResult().hasMatchedOption(tokenizer.kind().name());
    Usage.refuse(
        spec,
        named
            ? List.of("--out-dir", "--vocabulary", "--on-unknown")
            : List.of("--vocab-size", "--pattern"),
        named
            ? "has no effect with --tokenizer: leave it out"
            : "has no effect without --tokenizer or --train: leave it out");
    Symbols whose = symbols.given().orElseGet(this::symbolsAtHand);
    refuseNonsense(whose);
    Usage.options(spec, memory::bytes);
    if (symbols.given().isEmpty() && whose == Symbols.TEXT && !named) {
      console.notice(
          "there is no model in " + outDir.value() + ": the ids are those of the text itself");
    }
    if (decode.value()) {
      decode(
          switch (whose) {
            case MODEL -> modelTokenizer();
            case TEXT -> ofText();
          });
    } else {
      encode(
          switch (whose) {
            case MODEL -> new FixedTokenization(modelTokenizer()); // its faults are reported first
            case TEXT -> tokenization(tokenizer.kind().value());
          });
    }
    return ExitCode.OK;
  }

  /** Learns tokens and writes them. */
  private void train(String kind) throws IOException {
    Usage.refuse(
        spec,
        List.of(
            "--tokenizer",
            "--decode",
            "--lines",
            "--json",
            "--out-dir",
            "--vocabulary",
            "--on-unknown"),
        "has no effect with --train: leave it out");
    refuseDataBesideText();
    refuseIds();
    if (TokenKind.named(kind).isEmpty()) {
      throw refusal("--train must be one of " + String.join(", ", TokenKind.names()));
    }
    if (to.given().isEmpty()) {
      throw refusal("--train needs the name of a file for the tokens: name it with --to");
    }
    if (data.names(to.value())) {
      throw refusal("--to must not be the text itself, which would be lost: name another file");
    }
    Usage.options(spec, memory::bytes);
    Tokenization tokenization = tokenization(kind);
    data.readAnyBytes(tokenization.readsAnyBytes());
    try (OpenText given = givenText()) {
      new TokenizerTraining(to.value(), new Report(console.out())).run(given, tokenization);
    }
  }

  private Tokenization tokenization(String kind) throws IOException {
    if (data.keepsMalformed()
        && TokenKind.named(kind).map(it -> !it.is(TokenKind.Trait.KEEPS_BYTES)).orElse(false)) {
      throw refusal(DataArguments.NOT_KEPT);
    }
    return tokenizer.tokenization(kind, spec, console.workingFolder(), false);
  }

  private Tokenizer ofText() throws IOException {
    Tokenization tokenization = tokenization(tokenizer.kind().value());
    if (tokenization instanceof FixedTokenization(Tokenizer fixed, double _)) {
      return fixed;
    }
    try (OpenText own = givenText();
        TokenizedText tokenized = own.tokenize(tokenization)) {
      return tokenized.tokenizer();
    }
  }

  private void encode(Tokenization tokenization) throws IOException {
    data.readAnyBytes(tokenization.readsAnyBytes());
    // An empty text cannot be loaded, but its ids are known: there are none.
    if (text.given().filter(String::isEmpty).isPresent()
        && tokenization instanceof FixedTokenization(Tokenizer tokenizer, double _)) {
      show(tokenizer, Tokens.of(new int[0], tokenizer.vocabularySize()));
      return;
    }
    try (OpenText given = givenText();
        TokenizedText tokenized = given.tokenize(tokenization)) {
      show(tokenized.tokenizer(), tokenized.tokens());
    }
  }

  private void show(Tokenizer tokenizer, Tokens tokens) {
    TokenView view = new TokenView(console, tokenizer);
    if (json.value()) {
      view.json(tokens);
    } else if (lines.value()) {
      view.lines(tokens);
    } else {
      view.ids(tokens);
    }
  }

  private void decode(Tokenizer tokenizer) throws IOException {
    int size = tokenizer.vocabularySize();
    List<String> words = idArguments();
    int[] decoded;
    if (!words.isEmpty()) {
      decoded = TokenIds.parse(String.join(" ", words), size);
    } else {
      String input = new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
      decoded = lines.value() ? TokenIds.parseLines(input, size) : TokenIds.parse(input, size);
    }
    new TokenView(console, tokenizer).text(decoded);
  }

  /** The model's, unless no folder is named and the default one is missing. */
  private Symbols symbolsAtHand() {
    ParseResult given = spec.commandLine().getParseResult();
    if (given.hasMatchedOption(tokenizer.kind().name())) {
      return Symbols.TEXT;
    }
    return given.hasMatchedOption("--out-dir") || Files.exists(outDir.value())
        ? Symbols.MODEL
        : Symbols.TEXT;
  }

  private Tokenizer modelTokenizer() throws IOException {
    return Checkpoint.load(outDir.value(), onUnknown.value()).tokenizer();
  }

  private OpenText givenText() throws IOException {
    return text.given().isPresent()
        ? OpenText.of(Corpus.of("the text", text.value()), new LoadListener() {})
        : data.open(console, memory);
  }

  private List<String> idArguments() {
    List<String> given = ids.getValue();
    return given == null ? List.of() : given;
  }

  private void refuseNonsense(Symbols whose) {
    refuseDataBesideText();
    if (json.value()) {
      Usage.refuse(spec, List.of("--lines"), "and --json are two forms: leave one of them out");
    }
    if (whose == Symbols.TEXT) {
      Usage.refuse(
          spec,
          List.of("--out-dir", "--on-unknown"),
          "has no effect with --vocabulary text: leave it out");
    }
    if (!decode.value()) {
      refuseIds();
      return;
    }
    Usage.refuse(
        spec, List.of("--json", "--on-unknown"), "has no effect with --decode: leave it out");
    if (whose == Symbols.MODEL) {
      String reason = "has no effect with --decode but for --vocabulary text: leave it out";
      Usage.refuse(spec, List.of("--text"), reason);
      Usage.refuse(spec, OF_DATA, reason);
    } else if (text.given().isEmpty() && !data.given() && needsText(tokenizer.kind().value())) {
      throw refusal(
          "--decode needs a model to take the symbols from: train one with 'prose train', or name"
              + " the text that has them with --data or --text");
    } else if (data.readsStandardInput() && idArguments().isEmpty()) {
      throw refusal("standard input cannot be both the text and the ids: name a file with --data");
    }
  }

  private void refuseDataBesideText() {
    if (text.given().isPresent()) {
      Usage.refuse(spec, OF_DATA, "has no effect with --text: leave it out");
    }
  }

  private void refuseIds() {
    if (!idArguments().isEmpty()) {
      throw refusal("ids are for --decode; name a text with --text or --data");
    }
  }

  /** Whether its tokens are learned from a text: a file has them, and bytes are always the same. */
  private static boolean needsText(String tokenizer) {
    return TokenKind.named(tokenizer).map(kind -> kind != TokenKind.BYTE).orElse(false);
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
