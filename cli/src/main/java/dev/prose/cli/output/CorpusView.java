package dev.prose.cli.output;

import dev.prose.data.Batch;
import dev.prose.data.BatchSampler;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.text.Corpus;
import dev.prose.token.CharacterNames;
import dev.prose.token.Tokenizer;
import dev.prose.token.kinds.TokenKinds;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A text as a model sees it: symbols, ids, windows. */
public record CorpusView(Report report) {
  private static final int BEGINNING = 250; // characters
  private static final int SYMBOLS = 200;
  private static final int MAPPINGS = 10;
  private static final int BATCH = 4;
  private static final int BLOCK = 8;

  public void show(Corpus corpus, long seed) {
    TokenizedText text = TokenKinds.byDefault().tokenize(corpus);
    Tokenizer tokenizer = text.tokenizer();
    Tokens tokens = text.tokens();
    report.corpus(corpus.name(), corpus.length(), corpus.sha256());
    report.vocabulary(tokenizer);
    report.line("", "%s", symbols(tokenizer, SYMBOLS, " ", false));
    report.line("stoi", "%s", symbols(tokenizer, MAPPINGS, ", ", true));
    int shown = (int) Math.min(MAPPINGS, tokens.size());
    int[] first = tokens.slice(0, shown).toArray();
    report.line("encode", "%s -> %s", quoted(tokenizer.decode(first)), Arrays.toString(first));
    Split split = Split.of(tokens, Split.DEFAULT_TRAIN_FRACTION);
    report.split(split);
    report.blank();
    report.text("The first %d characters:", Math.min(BEGINNING, corpus.length()));
    report.blank();
    report.text("%s", beginning(corpus.text()));
    showBatch(split, tokenizer, seed);
  }

  private void showBatch(Split split, Tokenizer tokenizer, long seed) {
    if (split.train().size() <= BLOCK) {
      return;
    }
    Batch batch = new BatchSampler("train", split.train(), BATCH, BLOCK, seed).batch(0);
    report.blank();
    report.text(
        "A batch of %d windows of %d characters; the targets are the same windows one character on:",
        BATCH, BLOCK);
    report.blank();
    for (int b = 0; b < BATCH; b++) {
      report.text(
          "  input   %s  %s",
          Arrays.toString(batch.input(b)), quoted(tokenizer.decode(batch.input(b))));
      report.text(
          "  target  %s  %s",
          Arrays.toString(batch.target(b)), quoted(tokenizer.decode(batch.target(b))));
    }
    report.blank();
    report.text("The first window holds %d examples:", BLOCK);
    report.blank();
    for (int t = 0; t < BLOCK; t++) {
      report.text(
          "  after %s comes %s",
          quoted(tokenizer.decode(Arrays.copyOf(batch.inputs(), t + 1))),
          tokenizer.quoted(batch.targets()[t]));
    }
  }

  private static String symbols(Tokenizer tokenizer, int most, String separator, boolean withIds) {
    int size = tokenizer.vocabularySize();
    String shown =
        IntStream.range(0, Math.min(most, size))
            .mapToObj(id -> tokenizer.quoted(id) + (withIds ? " " + id : ""))
            .collect(Collectors.joining(separator));
    return size > most ? Report.format("%s%sand %,d more", shown, separator, size - most) : shown;
  }

  private static String beginning(String text) {
    int end =
        text.codePointCount(0, text.length()) <= BEGINNING
            ? text.length()
            : text.offsetByCodePoints(0, BEGINNING);
    return text.substring(0, end);
  }

  private static String quoted(String text) {
    return '"' + CharacterNames.escaped(text) + '"';
  }
}
