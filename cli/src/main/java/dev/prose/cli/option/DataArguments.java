package dev.prose.cli.option;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.LoadProgress;
import dev.prose.corpora.Corpora;
import dev.prose.corpora.CorpusLoader;
import dev.prose.corpora.Download;
import dev.prose.corpora.SourceResolver;
import dev.prose.data.OpenText;
import dev.prose.data.TextStorage;
import dev.prose.data.Tokenization;
import dev.prose.data.TokenizedText;
import dev.prose.text.Corpus;
import dev.prose.text.OnMalformed;
import dev.prose.text.Sha256;
import dev.prose.text.TextDecoder;
import dev.prose.text.TextLayout;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say which text to use. */
public final class DataArguments {
  static {
    // Every text is hashed as it is read, and the JDK takes 8 ms to find the algorithm. So that is
    // done while the command line is being parsed.
    Thread.ofPlatform().daemon().name("loading ahead").start(Sha256::new);
  }

  /** What is read where nothing is named. */
  public enum Default {
    TINY_SHAKESPEARE,
    STANDARD_INPUT,
    /** The command then does something else, and does not load. */
    NONE
  }

  /** The label of an argument that names a text. */
  public static final String LABEL = "SOURCE";

  /** The label of an argument that names a corpus. */
  public static final String CORPUS = "CORPUS";

  /** The option that names a text, as it is written. */
  public static final String NAME = "--data";

  /** Why bytes that are no text cannot be kept. */
  public static final String NOT_KEPT =
      "--on-malformed keep needs tokens that are made of bytes: --tokenizer byte, word or bpe";

  private static final String STANDARD_INPUT = "-";

  private final Default byDefault;
  private final Option.Texts sources;
  private TextLayout layout = TextLayout.RUNNING;
  private final Option<Charset> encoding =
      Option.of(Charset.class, "--encoding", "CHARSET", "UTF-8", "The encoding of the text");
  private final Option<OnMalformed> onMalformed =
      Option.optional(
          OnMalformed.class,
          "--on-malformed",
          "error|replace|keep",
          "What to do with bytes that are no text in that encoding; tokens that are made of bytes can"
              + " keep them (default: error; keep if each byte is a token)");
  private boolean anyBytes;

  /** Options for a command that learns or measures: its text is a corpus. */
  public DataArguments() {
    this(Default.TINY_SHAKESPEARE);
  }

  public DataArguments(Default byDefault) {
    this.byDefault = byDefault;
    this.sources =
        Option.Texts.names(
            NAME,
            LABEL,
            switch (byDefault) {
              case TINY_SHAKESPEARE ->
                  "The text: tinyshakespeare (default), plays (built in), a file, several files, a"
                      + " folder, an http(s) address, or - for standard input";
              case STANDARD_INPUT ->
                  "The text: - for standard input (default), a file, several files, a folder, an"
                      + " http(s) address, tinyshakespeare, or plays (built in)";
              case NONE ->
                  "The text: tinyshakespeare, plays (built in), a file, several files, a folder, an"
                      + " http(s) address, or - for standard input";
            });
  }

  /** All of them. */
  public List<OptionSpec> options() {
    return List.of(sources.spec(), encoding.spec(), onMalformed.spec());
  }

  public void addTo(CommandSpec command) {
    options().forEach(command::addOption);
  }

  /** Whether the person named a text. */
  public boolean given() {
    return !sources.values().isEmpty();
  }

  /** Whether what the person named comes from standard input. */
  public boolean readsStandardInput() {
    return sources.values().contains(STANDARD_INPUT);
  }

  /** What the person named, as it is written. */
  public List<String> sources() {
    return sources.values();
  }

  /** Whether the person named this file as a text, by whatever path. */
  public boolean names(Path file) throws IOException {
    for (String source : sources.values()) {
      // An address is no path everywhere.
      Path named = source.contains("://") ? null : Path.of(source);
      if (named != null
          && Files.exists(named)
          && Files.exists(file)
          && Files.isSameFile(named, file)) {
        return true;
      }
    }
    return false;
  }

  /** Whether bytes that are no text are kept, for tokens that are made of bytes. */
  public boolean keepsMalformed() {
    return onMalformed.given().filter(OnMalformed.KEEP::equals).isPresent();
  }

  /** Takes any file for a text, whatever its bytes, unless the person decided on them. */
  public void readAnyBytes(boolean any) {
    anyBytes = any;
  }

  /** Has the text read as a list of lines, or not. */
  public void readLines(boolean lines) {
    layout = lines ? TextLayout.LINES : TextLayout.RUNNING;
  }

  public Corpus load(Console console) throws IOException {
    try (LoadProgress progress = new LoadProgress(console)) {
      return load(loader(console), progress);
    }
  }

  private Corpus load(CorpusLoader loader, LoadProgress progress) throws IOException {
    if (!names().isEmpty()) {
      return loader.load(names(), progress);
    }
    return switch (byDefault) {
      case TINY_SHAKESPEARE -> loader.loadDefault(progress);
      case STANDARD_INPUT, NONE -> throw new IllegalStateException("no text was named");
    };
  }

  /**
   * Reads another text from a file, a prompt for instance, in the same way as the text.
   *
   * @throws IOException if it cannot be read; it names the file
   */
  public String decode(Path file, Console console) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder and not a file");
    }
    return decode(Files.readAllBytes(file), file.toString(), console);
  }

  /**
   * Decodes some bytes in the same way as the text.
   *
   * @param name what messages call them
   */
  public String decode(byte[] bytes, String name, Console console) {
    TextDecoder.Decoded decoded = decoder().decode(decoder().bytes(bytes, name), name);
    if (decoded.droppedByteOrderMark()) {
      console.notice("The byte-order mark at the start of " + name + " is left out");
    }
    return decoded.text();
  }

  /** Reads the text as tokens on the heap. */
  public TokenizedText tokenize(Console console, Tokenization tokenization) throws IOException {
    try (LoadProgress progress = new LoadProgress(console)) {
      return tokenization.tokenize(load(loader(console), progress), progress);
    }
  }

  /** Reads the text as tokens, through a temporary file if it is too large for the memory. */
  public TokenizedText tokenize(Console console, MemoryArguments memory, Tokenization tokenization)
      throws IOException {
    try (OpenText text = open(console, memory)) {
      return text.tokenize(tokenization);
    }
  }

  /** Loads the text, or opens it to be read in pieces if it is too large for the memory. */
  public OpenText open(Console console, MemoryArguments memory) throws IOException {
    CorpusLoader loader = loader(console);
    LoadProgress notices = new LoadProgress(console);
    try (LoadProgress progress = new LoadProgress(console)) {
      return isStreamed(loader, memory)
          ? OpenText.of(
              loader.stream(names(), memory.tempDir(), progress), memory.tempDir(), notices)
          : OpenText.of(load(loader, progress), notices);
    }
  }

  /**
   * Whether the text is too large for the memory, and so to be read in pieces.
   *
   * @throws IOException if its files cannot be read
   */
  public boolean isStreamed(Console console, MemoryArguments memory) throws IOException {
    return isStreamed(loader(console), memory);
  }

  private boolean isStreamed(CorpusLoader loader, MemoryArguments memory) throws IOException {
    OptionalLong allowed = memory.bytes();
    return !names().isEmpty()
        && TextStorage.of(loader.size(names()), allowed, Runtime.getRuntime().maxMemory())
            == TextStorage.STREAMED;
  }

  /** The names of what is read: those given, or the name of the default if it has one. */
  private List<String> names() {
    return !given() && byDefault == Default.STANDARD_INPUT
        ? List.of(STANDARD_INPUT)
        : sources.values();
  }

  private CorpusLoader loader(Console console) {
    return new CorpusLoader(
        new SourceResolver(Corpora.installed(), console.workingFolder()),
        decoder(),
        console.in(),
        Download.standard());
  }

  /** Decodes the text as the options say. */
  public TextDecoder decoder() {
    OnMalformed usual = anyBytes ? OnMalformed.KEEP : OnMalformed.ERROR;
    return new TextDecoder(encoding.value(), onMalformed.given().orElse(usual), layout);
  }
}
