package dev.prose.benchmarks.peers;

import edu.berkeley.nlp.lm.ArrayEncodedProbBackoffLm;
import edu.berkeley.nlp.lm.ConfigOptions;
import edu.berkeley.nlp.lm.StringWordIndexer;
import edu.berkeley.nlp.lm.WordIndexer;
import edu.berkeley.nlp.lm.io.ArpaLmReader;
import edu.berkeley.nlp.lm.io.LmReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * BerkeleyLM's Kneser-Ney over words; here each word is a character. It reads one sentence per
 * line, and fails if a whole text is one sentence, so each line that is not empty is one.
 */
record BerkeleyModel(ArrayEncodedProbBackoffLm<String> model, int order) implements TextModel {
  static BerkeleyModel fit(String text, int order) throws IOException {
    WordIndexer<String> words = new StringWordIndexer();
    words.setStartSymbol(ArpaLmReader.START_SYMBOL);
    words.setEndSymbol(ArpaLmReader.END_SYMBOL);
    words.setUnkSymbol(ArpaLmReader.UNK_SYMBOL);
    Path sentences = Files.createTempFile("prose-benchmark", ".txt");
    try {
      Files.writeString(
          sentences, lines(text).map(SpacedCharacters::line).collect(Collectors.joining()));
      return new BerkeleyModel(
          LmReaders.readKneserNeyLmFromTextFile(
              List.of(sentences.toString()), words, order, new ConfigOptions(), false),
          order);
    } finally {
      Files.delete(sentences);
    }
  }

  private static Stream<String> lines(String text) {
    return text.lines().filter(line -> !line.isEmpty());
  }

  @Override
  public double loss(String text) {
    WordIndexer<String> words = model.getWordIndexer();
    int begin = words.getIndexPossiblyUnk(words.getStartSymbol());
    int end = words.getIndexPossiblyUnk(words.getEndSymbol());
    double sum = 0; // of logarithms to the base 10
    int predicted = 0; // characters, and the end of a line for its line feed
    for (String line : lines(text).toList()) {
      int[] ids = new int[line.length() + 2];
      ids[0] = begin;
      for (int i = 0; i < line.length(); i++) {
        ids[i + 1] = words.getIndexPossiblyUnk(SpacedCharacters.word(line.charAt(i)));
      }
      ids[ids.length - 1] = end;
      for (int to = 2; to <= ids.length; to++) {
        sum += model.getLogProb(ids, Math.max(0, to - order), to);
      }
      predicted += ids.length - 1;
    }
    return -sum * Math.log(10) / predicted;
  }
}
