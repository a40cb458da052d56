package dev.prose.spark;

import dev.prose.data.Tokens;
import dev.prose.eval.PartEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;

/** One long text. Its first characters train, the rest validate. */
final class RunningText implements DistributedText {
  private final Cluster cluster;
  private final Shared<SlicedText> text;
  private final Parts parts;
  private final Tokenizer tokenizer;
  private final Shared<TokenizerBox> box;
  private final long[] trainSizes; // [span], tokens
  private final long validationSize;

  private RunningText(
      Cluster cluster,
      Shared<SlicedText> text,
      Parts parts,
      Tokenizer tokenizer,
      long[] trainSizes,
      long validationSize) {
    this.cluster = cluster;
    this.text = text;
    this.parts = parts;
    this.tokenizer = tokenizer;
    this.box = cluster.share(new TokenizerBox(tokenizer));
    this.trainSizes = trainSizes;
    this.validationSize = validationSize;
  }

  /** The two parts of a text. */
  record Parts(List<Span> train, List<Span> validation) implements Serializable {
    /**
     * Cuts a text.
     *
     * @param boundary how many characters train
     * @param characters [slice]
     */
    static Parts at(long boundary, long[] characters) {
      List<Span> train = new ArrayList<>();
      List<Span> validation = new ArrayList<>();
      long before = 0;
      for (int slice = 0; slice < characters.length; slice++) {
        long left = boundary - before; // characters to train on
        if (characters[slice] > 0) {
          if (left >= characters[slice]) {
            train.add(Span.whole(slice));
          } else if (left <= 0) {
            validation.add(Span.whole(slice));
          } else {
            train.add(new Span(slice, 0, left));
            validation.add(new Span(slice, left, Long.MAX_VALUE));
          }
        }
        before += characters[slice];
      }
      return new Parts(train, validation);
    }
  }

  /** How many tokens a span has, and which. */
  private record Told(long tokens, BitSet ids) implements Serializable {}

  /**
   * A text with its tokenizer.
   *
   * @param characters [slice]
   * @param limit whether the tokenizer forgets words that only the rest has
   */
  static RunningText of(
      Cluster cluster,
      Shared<SlicedText> text,
      Parts parts,
      long[] characters,
      Tokenizer tokenizer,
      boolean limit) {
    if (tokenizer.isCharacters()) {
      return new RunningText(
          cluster,
          text,
          parts,
          tokenizer,
          parts.train.stream().mapToLong(span -> size(span, characters)).toArray(),
          parts.validation.stream().mapToLong(span -> size(span, characters)).sum());
    }
    boolean withIds = limit && !tokenizer.isLossless();
    Shared<TokenizerBox> box = cluster.share(new TokenizerBox(tokenizer));
    List<Told> train = cluster.map(parts.train, span -> tell(text, span, box, withIds));
    List<Told> validation = cluster.map(parts.validation, span -> tell(text, span, box, false));
    BitSet ids = new BitSet();
    train.forEach(told -> ids.or(told.ids));
    return new RunningText(
        cluster,
        text,
        parts,
        withIds ? tokenizer.limitedTo(ids).orElse(tokenizer) : tokenizer,
        train.stream().mapToLong(Told::tokens).toArray(),
        validation.stream().mapToLong(Told::tokens).sum());
  }

  private static long size(Span span, long[] characters) {
    return Math.min(span.to(), characters[span.slice()]) - span.from();
  }

  private static Told tell(
      Shared<SlicedText> text, Span span, Shared<TokenizerBox> box, boolean withIds)
      throws IOException {
    long[] size = {0};
    BitSet ids = new BitSet();
    Encoder encoder = box.value().tokenizer().encoder();
    Encoder.Sink sink =
        (id, characters) -> {
          if (id != Encoder.Sink.LEFT_OUT) {
            size[0]++;
            if (withIds) {
              ids.set(id);
            }
          }
        };
    text.value()
        .read(
            span,
            (codePoints, count) -> {
              encoder.encode(codePoints, count, sink);
              return true;
            });
    encoder.end(sink);
    return new Told(size[0], ids);
  }

  /** The same text, all of which validates. */
  RunningText validated() {
    List<Span> all = new ArrayList<>(parts.train);
    all.addAll(parts.validation);
    return new RunningText(
        cluster,
        text,
        new Parts(List.of(), all),
        tokenizer,
        new long[0],
        trainSize() + validationSize);
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public OptionalInt separator() {
    return OptionalInt.empty();
  }

  @Override
  public long trainSize() {
    return Arrays.stream(trainSizes).sum();
  }

  @Override
  public long validationSize() {
    return validationSize;
  }

  @Override
  public int[] beginning(int most) {
    Shared<SlicedText> sliced = text;
    Shared<TokenizerBox> shared = box;
    // What follows a span of no characters.
    List<Span> spans = new ArrayList<>(List.of(new Span(0, 0, 0)));
    spans.addAll(parts.train);
    Shared<List<Span>> all = cluster.share(spans);
    return cluster
        .map(
            List.of(most),
            following -> {
              try (SpanTokens tokens = read(sliced, all.value(), 0, shared, following)) {
                return tokens.range().tokens().toArray();
              }
            })
        .getFirst();
  }

  private static SpanTokens read(
      Shared<SlicedText> text, List<Span> spans, int index, Shared<TokenizerBox> box, int following)
      throws IOException {
    return SpanTokens.read(
        text.value(), spans, index, box.value().tokenizer(), following, Cluster.temporaryFolder());
  }

  @Override
  public Tokens trainEnd(long least) {
    int from = parts.train.size();
    long found = 0;
    while (from > 0 && found < least) {
      from--;
      found += trainSizes[from];
    }
    Shared<SlicedText> sliced = text;
    Shared<TokenizerBox> shared = box;
    List<int[]> ends =
        cluster.map(
            parts.train.subList(from, parts.train.size()),
            span -> {
              try (SpanTokens tokens = read(sliced, List.of(span), 0, shared, 0)) {
                Tokens all = tokens.range().tokens();
                return all.slice(Math.max(0, all.size() - least), all.size()).toArray();
              }
            });
    return Tokens.of(joined(ends), tokenizer.vocabularySize());
  }

  static int[] joined(List<int[]> parts) {
    int[] joined = new int[parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact)];
    int size = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, joined, size, part.length);
      size += part.length;
    }
    return joined;
  }

  @Override
  public JavaRDD<Block> runs(int order) {
    Shared<SlicedText> sliced = text;
    Shared<TokenizerBox> shared = box;
    Shared<List<Span>> spans = cluster.share(new ArrayList<>(parts.train));
    return cluster
        .tasks(Cluster.upTo(parts.train.size()))
        .mapPartitions(indices -> {
          if (!indices.hasNext()) {
            return Collections.emptyIterator();
          }
          int index = indices.next().value();
          SpanTokens tokens =
              Cluster.closedWithTask(read(sliced, spans.value(), index, shared, order - 1));
          return Cluster.run(tokens.range(), order, OptionalInt.empty());
        });
  }

  /**
   * Each task evaluates the tokens from so many after its span's first to as many after its last,
   * so that each has those before it that its prediction depends on.
   */
  @Override
  public PartEvaluation evaluate(LanguageModel model, int order) throws IOException {
    Shared<SlicedText> sliced = text;
    Shared<TokenizerBox> shared = box;
    Shared<ModelBox> modelBox = SharedModel.of(model, cluster);
    Shared<List<Span>> spans = cluster.share(new ArrayList<>(parts.validation));
    int reach = Math.max(order - 1, 1);
    return cluster.reduce(
        Cluster.upTo(parts.validation.size()),
        index -> {
          try (SpanTokens tokens = read(sliced, spans.value(), index, shared, reach)) {
            return PartEvaluation.of(
                modelBox.value().model(),
                shared.value().tokenizer(),
                tokens.range().tokens(),
                index == 0 ? 0 : reach,
                false);
          }
        },
        RunningText::plus);
  }

  static PartEvaluation plus(PartEvaluation a, PartEvaluation b) {
    a.add(b);
    return a;
  }
}
