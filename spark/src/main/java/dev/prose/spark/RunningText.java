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
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/** One long text. Its first characters train, the rest validate. */
final class RunningText implements DistributedText {
  private final Cluster cluster;
  private final Broadcast<SlicedText> text;
  private final List<Span> train;
  private final List<Span> validation;
  private final Tokenizer tokenizer;
  private final Broadcast<TokenizerBox> box;
  private final long[] trainSizes; // [span], tokens
  private final long validationSize;

  private RunningText(
      Cluster cluster,
      Broadcast<SlicedText> text,
      Parts parts,
      Tokenizer tokenizer,
      long[] trainSizes,
      long validationSize) {
    this.cluster = cluster;
    this.text = text;
    this.train = parts.train;
    this.validation = parts.validation;
    this.tokenizer = tokenizer;
    this.box = cluster.spark().broadcast(new TokenizerBox(tokenizer));
    this.trainSizes = trainSizes;
    this.validationSize = validationSize;
  }

  /** The two parts of a text. */
  record Parts(List<Span> train, List<Span> validation) {
    /**
     * Cuts a text.
     *
     * @param characters [slice]
     * @param boundary how many characters train
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

  /** Some spans' tokens, as they are told: how many, and which. */
  private record Told(int span, long tokens, BitSet ids) implements Serializable {}

  /**
   * A text with its tokenizer.
   *
   * @param characters [slice]
   * @param limit whether the tokenizer forgets words that only the rest has
   */
  static RunningText of(
      Cluster cluster,
      Broadcast<SlicedText> text,
      Parts parts,
      long[] characters,
      Tokenizer tokenizer,
      boolean limit) {
    if (tokenizer.isCharacters()) {
      long[] trainSizes = parts.train.stream().mapToLong(span -> size(span, characters)).toArray();
      long validation = parts.validation.stream().mapToLong(span -> size(span, characters)).sum();
      return new RunningText(cluster, text, parts, tokenizer, trainSizes, validation);
    }
    boolean withIds = limit && !tokenizer.isLossless();
    Broadcast<TokenizerBox> box = cluster.spark().broadcast(new TokenizerBox(tokenizer));
    List<Told> train = tell(cluster, text, parts.train, box, withIds);
    List<Told> validation = tell(cluster, text, parts.validation, box, false);
    box.destroy();
    BitSet ids = new BitSet();
    train.forEach(told -> ids.or(told.ids));
    Tokenizer limited = withIds ? tokenizer.limitedTo(ids).orElse(tokenizer) : tokenizer;
    return new RunningText(
        cluster,
        text,
        parts,
        limited,
        train.stream().mapToLong(Told::tokens).toArray(),
        validation.stream().mapToLong(Told::tokens).sum());
  }

  /** The same text, all of which validates. */
  RunningText validated() {
    List<Span> all = new ArrayList<>(train);
    all.addAll(validation);
    return new RunningText(
        cluster,
        text,
        new Parts(List.of(), all),
        tokenizer,
        new long[0],
        trainSize() + validationSize);
  }

  private static long size(Span span, long[] characters) {
    return Math.min(span.to(), characters[span.slice()]) - span.from();
  }

  private static List<Told> tell(
      Cluster cluster,
      Broadcast<SlicedText> text,
      List<Span> spans,
      Broadcast<TokenizerBox> tokenizer,
      boolean withIds) {
    if (spans.isEmpty()) {
      return List.of();
    }
    return cluster
        .spark()
        .parallelize(indices(spans), spans.size())
        .map(index -> {
          long[] size = {0};
          BitSet ids = new BitSet();
          Encoder encoder = tokenizer.value().tokenizer().encoder();
          Encoder.Sink sink =
              (id, characters) -> {
                if (id >= 0) {
                  size[0]++;
                  if (withIds) {
                    ids.set(id);
                  }
                }
              };
          text.value()
              .read(
                  spans.get(index),
                  (codePoints, count) -> {
                    encoder.encode(codePoints, count, sink);
                    return true;
                  });
          encoder.end(sink);
          return new Told(index, size[0], ids);
        })
        .collect();
  }

  private static List<Integer> indices(List<Span> spans) {
    return IntStream.range(0, spans.size()).boxed().toList();
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
  public int[] beginning(int most) throws IOException {
    List<Span> nothing = new ArrayList<>(train);
    nothing.add(0, new Span(0, 0, 0));
    try (SpanTokens first = SpanTokens.read(text.value(), nothing, 0, tokenizer, most)) {
      return first.range().tokens().toArray();
    }
  }

  @Override
  public Tokens trainEnd(long least) {
    int from = train.size();
    long found = 0;
    while (from > 0 && found < least) {
      from--;
      found += trainSizes[from];
    }
    List<Span> end = train.subList(from, train.size());
    if (end.isEmpty() || least == 0) {
      return Tokens.of(new int[0], tokenizer.vocabularySize());
    }
    List<Span> spans = List.copyOf(end);
    Broadcast<SlicedText> sliced = text;
    Broadcast<TokenizerBox> shared = box;
    List<int[]> parts =
        cluster
            .spark()
            .parallelize(indices(spans), spans.size())
            .map(index -> {
              try (SpanTokens tokens =
                  SpanTokens.read(sliced.value(), spans, index, shared.value().tokenizer(), 0)) {
                Tokens all = tokens.range().tokens();
                return all.slice(Math.max(0, all.size() - least), all.size()).toArray();
              }
            })
            .collect();
    return Tokens.of(joined(parts), tokenizer.vocabularySize());
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
    Broadcast<SlicedText> sliced = text;
    Broadcast<TokenizerBox> shared = box;
    List<Span> spans = train;
    return cluster
        .spark()
        .parallelize(indices(spans), spans.size())
        .mapPartitions(indices -> {
          if (!indices.hasNext()) {
            return Collections.emptyIterator();
          }
          SpanTokens tokens =
              SpanTokens.read(
                  sliced.value(), spans, indices.next(), shared.value().tokenizer(), order - 1);
          return Cluster.run(tokens.range(), tokens, order, OptionalInt.empty());
        });
  }

  /**
   * Each task evaluates the tokens from so many after its span's first to as many after its last,
   * so that each has those before it that its prediction depends on.
   */
  @Override
  public PartEvaluation evaluate(LanguageModel model, int order) throws IOException {
    Broadcast<SlicedText> sliced = text;
    Broadcast<TokenizerBox> shared = box;
    List<Span> spans = validation;
    int reach = Math.max(order - 1, 1);
    try (SharedModel sharedModel = SharedModel.of(model, cluster.spark())) {
      Broadcast<ModelBox> modelBox = sharedModel.box();
      return cluster
          .spark()
          .parallelize(indices(spans), spans.size())
          .map(index -> {
            Tokenizer its = shared.value().tokenizer();
            try (SpanTokens tokens = SpanTokens.read(sliced.value(), spans, index, its, reach)) {
              return PartEvaluation.of(
                  modelBox.value().model(),
                  its,
                  tokens.range().tokens(),
                  index == 0 ? 0 : reach,
                  false);
            }
          })
          .reduce(RunningText::plus);
    }
  }

  static PartEvaluation plus(PartEvaluation a, PartEvaluation b) {
    a.add(b);
    return a;
  }
}
