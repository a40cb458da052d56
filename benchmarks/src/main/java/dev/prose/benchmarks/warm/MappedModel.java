package dev.prose.benchmarks.warm;

import dev.prose.model.LanguageModel;
import dev.prose.model.NGramFile;
import dev.prose.model.NGramModel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes a model like a loaded one, with its columns in a mapped file. */
final class MappedModel {
  private MappedModel() {}

  static LanguageModel of(NGramModel model) throws IOException {
    Path file = Files.createTempFile("prose-benchmark", ".ngram");
    file.toFile().deleteOnExit();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      NGramFile.write(model, channel);
    }
    return (LanguageModel) NGramFile.map(file);
  }
}
