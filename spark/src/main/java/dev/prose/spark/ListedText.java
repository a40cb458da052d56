package dev.prose.spark;

import dev.prose.count.TokenRange;
import dev.prose.data.TokenBuffer;
import dev.prose.data.TokenFile;
import dev.prose.data.Tokens;
import dev.prose.eval.PartEvaluation;
import dev.prose.file.TemporaryFile;
import dev.prose.model.LanguageModel;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;

/**
 * A list whose lines are texts of their own. They are in an order drawn from a seed, of which the
 * first train. No machine puts them into that order: a line's place tells in which part it is, and
 * counts do not depend on the order of the sequences.
 */
final class ListedText implements DistributedText {
  private final Cluster cluster;
  private final ListLines lines;
  private final Tokenizer tokenizer;
  private final LineCut sizes;
  private final LineCut.Cut cut;

  private ListedText(
      Cluster cluster, ListLines lines, Tokenizer tokenizer, LineCut sizes, LineCut.Cut cut) {
    this.cluster = cluster;
    this.lines = lines;
    this.tokenizer = tokenizer;
    this.sizes = sizes;
    this.cut = cut;
  }

  /**
   * A list with its tokenizer.
   *
   * @param found what a reading of the slices has found, in order
   * @param name what messages call it
   * @param limit whether the tokenizer forgets words that only the validated lines have
   * @throws InvalidDataException if no token ends a line, or it is to be validated and is one line
   */
  static ListedText of(
      Cluster cluster,
      Shared<SlicedText> text,
      List<Scan.Found> found,
      String name,
      Tokenizer tokenizer,
      double trainFraction,
      long seed,
      boolean limit) {
    long[] first = new long[found.size()];
    long line = 0;
    boolean ended = true;
    for (int slice = 0; slice < first.length; slice++) {
      first[slice] = line;
      line += found.get(slice).lines();
      ended = found.get(slice).characters() == 0 ? ended : found.get(slice).endsInLineFeed();
    }
    ListLines lines =
        new ListLines(
            text,
            cluster.share(new TokenizerBox(tokenizer)),
            ListLines.lineEnd(tokenizer, name),
            first,
            ended,
            seed);
    ListLines.requireWithinLines(tokenizer, lines.lineEnd());
    LineCut sizes = new LineCut(sizes(cluster, lines), !ended);
    LineCut.Cut all = new LineCut.Cut(LineCut.start(LineCut.BUCKETS), sizes.all());
    LineCut.Cut cut =
        trainFraction == 1
            ? all
            : sizes.at(
                trainFraction,
                bucket ->
                    linesOf(cluster, lines, LineCut.start(bucket), LineCut.start(bucket + 1)));
    if (trainFraction < 1 && cut.trainTokens() == sizes.all()) {
      throw new InvalidDataException(
          name
              + " is one line, so that none is left to validate with: leave --lines out, or train on all of it with --train-fraction 1");
    }
    ListedText listed = new ListedText(cluster, lines, tokenizer, sizes, cut);
    return limit && !tokenizer.isLossless() ? listed.limited(name) : listed;
  }

  /** [bucket], how many tokens lines have, their ends among them. */
  private static long[] sizes(Cluster cluster, ListLines lines) {
    return cluster.reduce(
        lines.slices(),
        slice -> {
          long[] sizes = new long[LineCut.BUCKETS];
          lines.read(slice, (place, ids, size) -> sizes[LineCut.bucket(place.draw())] += size + 1L);
          return sizes;
        },
        ListedText::plus);
  }

  private static long[] plus(long[] a, long[] b) {
    long[] sum = a.clone();
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  /** The lines whose places are from one (inclusive) to another, in any order. */
  private static List<LineCut.Line> linesOf(
      Cluster cluster, ListLines lines, LinePlace from, LinePlace to) {
    List<LineCut.Line> all = new ArrayList<>();
    cluster
        .map(
            lines.slices(),
            slice -> {
              ArrayList<LineCut.Line> found = new ArrayList<>();
              lines.read(
                  slice,
                  (place, ids, size) -> {
                    if (!place.isBefore(from) && place.isBefore(to)) {
                      found.add(new LineCut.Line(place, size + 1L));
                    }
                  });
              return found;
            })
        .forEach(all::addAll);
    return all;
  }

  /** The same with a tokenizer that knows only the words of the lines that train. */
  private ListedText limited(String name) {
    LinePlace validation = cut.validation();
    ListLines here = lines;
    BitSet ids =
        cluster.reduce(
            here.slices(),
            slice -> {
              BitSet found = new BitSet();
              here.read(
                  slice,
                  (place, line, size) -> {
                    if (place.isBefore(validation)) {
                      found.set(here.lineEnd());
                      for (int i = 0; i < size; i++) {
                        found.set(line[i]);
                      }
                    }
                  });
              return found;
            },
            ListedText::union);
    Tokenizer known = tokenizer.limitedTo(ids).orElse(tokenizer);
    ListLines limited =
        new ListLines(
            here.text(),
            cluster.share(new TokenizerBox(known)),
            ListLines.lineEnd(known, name),
            here.first(),
            here.ended(),
            here.seed());
    return new ListedText(cluster, limited, known, sizes, cut);
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet union = (BitSet) a.clone();
    union.or(b);
    return union;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public OptionalInt separator() {
    return OptionalInt.of(lines.lineEnd());
  }

  @Override
  public long trainSize() {
    return cut.trainTokens();
  }

  @Override
  public long validationSize() {
    return sizes.all() - cut.trainTokens();
  }

  @Override
  public int[] beginning(int most) {
    return new int[0];
  }

  @Override
  public Tokens trainEnd(long least) {
    if (least == 0) {
      return Tokens.of(new int[0], tokenizer.vocabularySize());
    }
    LinePlace validation = cut.validation();
    LinePlace bucket =
        LineCut.start(sizes.bucketBefore(validation, least + 1)); // one end may be missing
    LinePlace from =
        LineCut.firstOf(linesOf(cluster, lines, bucket, validation), least + 1).orElse(bucket);
    ListLines here = lines;
    List<ListLines.Placed> found = new ArrayList<>();
    cluster
        .map(
            here.slices(),
            slice -> {
              ArrayList<ListLines.Placed> inRange = new ArrayList<>();
              here.read(
                  slice,
                  (place, ids, size) -> {
                    if (!place.isBefore(from) && place.isBefore(validation)) {
                      inRange.add(new ListLines.Placed(place, ended(ids, size, here.lineEnd())));
                    }
                  });
              return inRange;
            })
        .forEach(found::addAll);
    found.sort((a, b) -> a.place().compareTo(b.place()));
    int[] all = RunningText.joined(found.stream().map(ListLines.Placed::ids).toList());
    boolean unended = validationSize() == 0 && !lines.ended();
    return Tokens.of(
        unended ? Arrays.copyOf(all, all.length - 1) : all, tokenizer.vocabularySize());
  }

  private static int[] ended(int[] ids, int size, int lineEnd) {
    int[] ended = Arrays.copyOf(ids, size + 1);
    ended[size] = lineEnd;
    return ended;
  }

  @Override
  public JavaRDD<Block> runs(int order) {
    LinePlace validation = cut.validation();
    ListLines here = lines;
    return cluster
        .tasks(here.slices())
        .mapPartitions(slices -> {
          if (!slices.hasNext()) {
            return Collections.emptyIterator();
          }
          int vocabularySize = here.tokenizer().value().tokenizer().vocabularySize();
          TokenFile file =
              Cluster.closedWithTask(
                  new TokenFile(TemporaryFile.in(Cluster.temporaryFolder()), vocabularySize));
          TokenBuffer buffer = new TokenBuffer(file);
          here.read(
              slices.next().value(),
              (place, ids, size) -> {
                if (place.isBefore(validation)) {
                  buffer.add(ids, size, here.lineEnd());
                }
              });
          buffer.write();
          Tokens tokens = file.tokens();
          // Whole lines: a list of its own, whose counts are added to those of others.
          return Cluster.run(
              new TokenRange(tokens, tokens.size(), true, true),
              order,
              OptionalInt.of(here.lineEnd()));
        });
  }

  /**
   * How well the validated lines of a slice are predicted.
   *
   * @param inner all of them but those at the ends
   * @param ends the first and the last of them in the order drawn, which may be those of the list
   */
  private record Judged(PartEvaluation inner, List<ListLines.Placed> ends)
      implements Serializable {}

  /**
   * Each line is predicted from its beginning, whatever line is before. Only the first one of all
   * is special, as nothing predicts its first token, and the last one, which may have no end: tasks
   * leave those that may be these to the driver.
   */
  @Override
  public PartEvaluation evaluate(LanguageModel model, int order) throws IOException {
    LinePlace validation = cut.validation();
    ListLines here = lines;
    Shared<ModelBox> box = SharedModel.of(model, cluster);
    List<Judged> judged =
        cluster.map(here.slices(), slice -> judge(here, slice, validation, box.value().model()));
    List<ListLines.Placed> ends = new ArrayList<>();
    PartEvaluation all = judged.getFirst().inner;
    judged.forEach(ofSlice -> ends.addAll(ofSlice.ends));
    judged.subList(1, judged.size()).forEach(ofSlice -> all.add(ofSlice.inner));
    ends.sort((a, b) -> a.place().compareTo(b.place()));
    int[] first = ends.removeFirst().ids();
    List<int[]> rest = new ArrayList<>(List.of(new int[] {lines.lineEnd()}));
    ends.forEach(end -> rest.add(end.ids()));
    all.add(evaluate(model, first, 0, ends.isEmpty()));
    all.add(evaluate(model, RunningText.joined(rest), 1, !ends.isEmpty()));
    return all;
  }

  /**
   * Evaluates whole lines.
   *
   * @param context how many tokens are only there to predict from
   * @param last whether the list's last line is the last of them
   */
  private PartEvaluation evaluate(LanguageModel model, int[] tokens, int context, boolean last) {
    int[] its = last && !lines.ended() ? Arrays.copyOf(tokens, tokens.length - 1) : tokens;
    return PartEvaluation.of(
        model, tokenizer, Tokens.of(its, tokenizer.vocabularySize()), context, true);
  }

  private static Judged judge(ListLines lines, int slice, LinePlace validation, LanguageModel model)
      throws IOException {
    Tokenizer tokenizer = lines.tokenizer().value().tokenizer();
    TreeSet<ListLines.Placed> ends = new TreeSet<>((a, b) -> a.place().compareTo(b.place()));
    try (TokenFile file =
        new TokenFile(TemporaryFile.in(Cluster.temporaryFolder()), tokenizer.vocabularySize())) {
      TokenBuffer inner = new TokenBuffer(file);
      inner.token(lines.lineEnd(), 0); // what lines begin after
      lines.read(
          slice,
          (place, ids, size) -> {
            if (!place.isBefore(validation)) {
              ends.add(new ListLines.Placed(place, ended(ids, size, lines.lineEnd())));
              if (ends.size() > 2) {
                ListLines.Placed middle = Objects.requireNonNull(ends.higher(ends.first()));
                ends.remove(middle);
                inner.add(middle.ids(), middle.ids().length - 1, lines.lineEnd());
              }
            }
          });
      inner.write();
      return new Judged(
          PartEvaluation.of(model, tokenizer, file.tokens(), 1, true), List.copyOf(ends));
    }
  }
}
