package dev.prose.spark;

import dev.prose.checkpoint.Provenance;
import dev.prose.data.FixedTokenization;
import dev.prose.data.TextBreak;
import dev.prose.data.TextSurvey;
import dev.prose.data.Tokenization;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LineEnds;
import dev.prose.text.LoadListener;
import dev.prose.text.TextLayout;
import dev.prose.text.TextProblem;
import dev.prose.token.Tokenizer;
import dev.prose.token.UnknownCharacterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A text in files, read and in tokens.
 *
 * @param corpus what it is; without a SHA-256 if it is too long for one
 */
record FileText(Provenance corpus, DistributedText text) {
  // More and larger ones would have less to do; but how many cores there are is not known while
  // executors are still starting.
  private static final long MOST_OF_A_SLICE = 1L << 25; // bytes
  private static final int SLICES_A_CORE = 4;
  private static final long LEAST_OF_A_SLICE = 1L << 20; // bytes

  /**
   * How a text is read.
   *
   * @param tokenization makes its tokenizer
   * @param lines whether each line is a text of its own
   * @param trainFraction the share that trains
   * @param seed of the order of lines
   * @param slices into how many slices it is cut; 0 to have them of a usual size
   * @param withDigest whether to compute its SHA-256
   */
  record Reading(
      Tokenization tokenization,
      TextFormat format,
      boolean lines,
      double trainFraction,
      long seed,
      int slices,
      boolean withDigest) {}

  /**
   * Reads a text.
   *
   * @param listener is told what a person should know
   * @throws InvalidTextException if it is empty or malformed
   * @throws IOException if it cannot be read
   */
  static FileText read(TextFiles files, Reading reading, Cluster cluster, LoadListener listener)
      throws IOException {
    TextFormat format =
        reading.format.withLayout(reading.lines ? TextLayout.LINES : TextLayout.RUNNING);
    try (Digest digest =
        reading.withDigest ? Digest.begin(files, format, cluster) : Digest.none()) {
      return read(files, reading, format, cluster, listener, digest);
    }
  }

  private static FileText read(
      TextFiles files,
      Reading reading,
      TextFormat format,
      Cluster cluster,
      LoadListener listener,
      Digest digest)
      throws IOException {
    Tokenization tokenization =
        reading.lines ? reading.tokenization : reading.tokenization.forSplit(reading.trainFraction);
    List<Slice> slices =
        Slicing.of(
            files,
            CutRule.of(reading.lines, tokenization.cuts()),
            format,
            sliceBytes(files.bytes(), reading.slices, cluster),
            cluster);
    Shared<SlicedText> text =
        cluster.share(new SlicedText(files.given(), slices, format, cluster.files()));
    Scan scan = scan(cluster, text, slices.size(), tokenization);
    requireReadable(scan);
    requireKnown(scan, tokenization);
    scan.slices().forEach(found -> found.notices().forEach(listener::notice));
    List<Scan.Found> found = reading.lines ? withLineEnds(scan) : scan.slices();
    long[] characters = found.stream().mapToLong(Scan.Found::characters).toArray();
    long length = LongStream.of(characters).sum();
    if (length == 0) {
      throw new InvalidTextException(files.given(), new TextProblem.Empty());
    }
    RunningText.Parts parts =
        RunningText.Parts.at(TextBreak.characters(length, reading.trainFraction), characters);
    Tokenizer tokenizer =
        scan.survey()
            .map(TextSurvey::tokenizer)
            .orElseGet(() -> tokenizer(tokenization, cluster, text, parts));
    tellLineEnds(found, tokenizer, files.name(), listener);
    DistributedText distributed =
        reading.lines
            ? ListedText.of(
                cluster,
                text,
                found,
                files.name(),
                tokenizer,
                reading.trainFraction,
                reading.seed,
                tokenization.learns())
            : RunningText.of(cluster, text, parts, characters, tokenizer, tokenization.learns());
    return new FileText(new Provenance(files.name(), digest.get(), length), distributed);
  }

  private static long sliceBytes(long bytes, int slices, Cluster cluster) {
    if (slices > 0) {
      return Math.max(1, Math.ceilDiv(bytes, slices));
    }
    long shares = (long) SLICES_A_CORE * cluster.spark().defaultParallelism();
    return Math.clamp(Math.ceilDiv(bytes, shares), LEAST_OF_A_SLICE, MOST_OF_A_SLICE);
  }

  private static Scan scan(
      Cluster cluster, Shared<SlicedText> text, int slices, Tokenization tokenization) {
    boolean surveyed = tokenization.learns() && tokenization.surveysAll();
    // Goes to each task, which gets a copy.
    @Nullable TextSurvey empty = surveyed ? tokenization.survey() : null;
    @Nullable Shared<TokenizerBox> known =
        tokenization instanceof FixedTokenization fixed && fixed.tokenizer().isCharacters()
            ? cluster.share(new TokenizerBox(fixed.tokenizer()))
            : null;
    return cluster.reduce(
        Cluster.upTo(slices),
        slice ->
            Scan.of(
                text.value(),
                slice,
                Optional.ofNullable(empty),
                Optional.ofNullable(known).map(box -> box.value().tokenizer())),
        Scan::plus);
  }

  private static void requireReadable(Scan scan) {
    for (Scan.Found found : scan.slices()) {
      Scan.Problem problem = found.problem();
      if (problem != null) {
        throw new InvalidTextException(problem.source(), problem.problem());
      }
    }
  }

  private static void requireKnown(Scan scan, Tokenization tokenization) {
    long before = 0; // characters
    for (Scan.Found found : scan.slices()) {
      Scan.Unknown unknown = found.unknown();
      if (unknown != null && tokenization instanceof FixedTokenization fixed) {
        throw new UnknownCharacterException(
            unknown.codePoint(), before + unknown.position(), fixed.tokenizer().vocabularySize());
      }
      before += found.characters();
    }
  }

  /** Adds the line ends that the layout puts between two files that slices are cut at. */
  private static List<Scan.Found> withLineEnds(Scan scan) {
    List<Scan.Found> ended = new ArrayList<>(scan.slices());
    boolean goesOn = false; // whether there are characters behind
    for (int i = ended.size() - 1; i >= 0; i--) {
      Scan.Found found = ended.get(i);
      if (found.characters() > 0) {
        if (goesOn && !found.endsInLineFeed()) {
          ended.set(i, found.withLineFeed());
          scan.survey()
              .ifPresent(survey -> {
                survey.add(new int[] {'\n'}, 1);
                survey.end();
              });
        }
        goesOn = true;
      }
    }
    return ended;
  }

  /** The tokenizer that is known, or learned from the part that trains. */
  private static Tokenizer tokenizer(
      Tokenization tokenization,
      Cluster cluster,
      Shared<SlicedText> text,
      RunningText.Parts parts) {
    if (tokenization instanceof FixedTokenization fixed) {
      return fixed.tokenizer();
    }
    TextSurvey empty = tokenization.survey(); // goes to each task, which gets a copy
    if (parts.train().isEmpty()) {
      return empty.tokenizer();
    }
    TextSurvey all =
        cluster.reduce(
            parts.train(),
            span -> {
              text.value()
                  .read(
                      span,
                      (codePoints, count) -> {
                        empty.add(codePoints, count);
                        return true;
                      });
              empty.end();
              return empty;
            },
            (a, b) -> {
              a.add(b);
              return a;
            });
    return all.tokenizer();
  }

  private static void tellLineEnds(
      List<Scan.Found> found, Tokenizer tokenizer, String name, LoadListener listener) {
    if (tokenizer.isCharacters() && tokenizer.token("\r").isPresent()) {
      LineEnds all = new LineEnds();
      found.forEach(slice -> all.add(slice.lineEnds()));
      all.notice(name).ifPresent(listener::notice);
    }
  }
}
