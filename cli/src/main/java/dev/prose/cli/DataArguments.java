package dev.prose.cli;

import dev.prose.corpora.Corpora;
import dev.prose.corpora.CorpusLoader;
import dev.prose.corpora.Download;
import dev.prose.corpora.SourceResolver;
import dev.prose.text.Corpus;
import dev.prose.text.OnMalformed;
import dev.prose.text.TextDecoder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which text to use. */
final class DataArguments {
  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "SOURCE",
      description =
          "The text: tinyshakespeare (default), plays (built in), a file, several files, a folder, an http(s) address, or - for standard input.")
  private List<String> sources = List.of();

  @Option(
      names = "--encoding",
      paramLabel = "CHARSET",
      defaultValue = "UTF-8",
      description = "The encoding of the text (default: ${DEFAULT-VALUE}).")
  private Charset encoding = StandardCharsets.UTF_8;

  @Option(
      names = "--on-malformed",
      paramLabel = "error|replace",
      defaultValue = "error",
      description =
          "What to do with bytes that are no text in that encoding (default: ${DEFAULT-VALUE}).")
  private OnMalformed onMalformed = OnMalformed.ERROR;

  /** Whether the person named a text. */
  boolean given() {
    return !sources.isEmpty();
  }

  Corpus load(Console console) throws IOException {
    CorpusLoader loader =
        new CorpusLoader(
            new SourceResolver(Corpora.installed(), Path.of("")),
            new TextDecoder(encoding, onMalformed),
            console.in(),
            Download.standard());
    return given()
        ? loader.load(sources, console.loadListener())
        : loader.loadDefault(console.loadListener());
  }
}
