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
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which text to use. */
final class DataArguments {
  private final Option.Texts sources =
      Option.Texts.of(
          "--data",
          "SOURCE",
          "1..*",
          "The text: tinyshakespeare (default), plays (built in), a file, several files, a folder,"
              + " an http(s) address, or - for standard input");
  private final Option<Charset> encoding =
      Option.of(Charset.class, "--encoding", "CHARSET", "UTF-8", "The encoding of the text");
  private final Option<OnMalformed> onMalformed =
      Option.of(
          OnMalformed.class,
          "--on-malformed",
          "error|replace",
          "error",
          "What to do with bytes that are no text in that encoding");

  void addTo(CommandSpec command) {
    command.addOption(sources.spec());
    command.addOption(encoding.spec());
    command.addOption(onMalformed.spec());
  }

  /** Whether the person named a text. */
  boolean given() {
    return !sources.values().isEmpty();
  }

  Corpus load(Console console) throws IOException {
    CorpusLoader loader =
        new CorpusLoader(
            new SourceResolver(Corpora.installed(), Path.of("")),
            new TextDecoder(encoding.value(), onMalformed.value()),
            console.in(),
            Download.standard());
    List<String> given = sources.values();
    try (LoadProgress progress = new LoadProgress(console)) {
      return given.isEmpty() ? loader.loadDefault(progress) : loader.load(given, progress);
    }
  }
}
