package dev.prose.spark;

import dev.prose.data.TextSurvey;
import dev.prose.text.CharacterReader;
import dev.prose.text.InvalidTextException;
import dev.prose.text.LineEnds;
import dev.prose.text.LoadListener;
import dev.prose.text.TextProblem;
import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import dev.prose.token.UnknownCharacterException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a first reading of slices finds.
 *
 * @param slices in the order of the text
 * @param survey of all their characters, if one was asked for
 */
record Scan(List<Found> slices, Optional<TextSurvey> survey) implements Serializable {
  // Optional is not serializable.
  private Object writeReplace() {
    return new Form(slices, survey.orElse(null));
  }

  private record Form(List<Found> slices, @Nullable TextSurvey survey) implements Serializable {
    private Object readResolve() {
      return new Scan(slices, Optional.ofNullable(survey));
    }
  }

  /**
   * What was found in a slice.
   *
   * @param slice its index
   * @param characters how many code points it has
   * @param lineFeeds how many of them are line feeds
   * @param endsInLineFeed whether the last one is
   * @param lineEnds its line ends
   * @param problem why it cannot be read, if it cannot
   * @param unknown its first character that the tokenizer does not know, if there is one
   * @param notices what a person should know
   */
  record Found(
      int slice,
      long characters,
      long lineFeeds,
      boolean endsInLineFeed,
      LineEnds lineEnds,
      @Nullable Problem problem,
      @Nullable Unknown unknown,
      List<String> notices)
      implements Serializable {
    /** How many lines it has, the last one also where nothing ends it. */
    long lines() {
      return lineFeeds + (characters > 0 && !endsInLineFeed ? 1 : 0);
    }

    /** The same with a line feed behind. */
    Found withLineFeed() {
      return new Found(
          slice, characters + 1, lineFeeds + 1, true, lineEnds, problem, unknown, notices);
    }
  }

  /** What is wrong with a text, and where. It is no exception: Spark would try again. */
  record Problem(String source, TextProblem problem) implements Serializable {}

  /**
   * A character that is not in the vocabulary.
   *
   * @param position in the slice, in code points
   */
  record Unknown(int codePoint, long position) implements Serializable {}

  /**
   * Reads a slice.
   *
   * @param survey takes its characters, if it is there
   * @param known the tokenizer, if it may not know a character
   * @throws IOException if a file cannot be read; it names the file
   */
  static Scan of(SlicedText text, int slice, Optional<TextSurvey> survey, Optional<Tokenizer> known)
      throws IOException {
    List<String> notices = new ArrayList<>();
    LoadListener listener =
        new LoadListener() {
          @Override
          public void notice(String message) {
            notices.add(message);
          }
        };
    long lineFeeds = 0;
    int last = -1;
    @Nullable Problem problem = null;
    @Nullable Unknown unknown = null;
    @Nullable Encoder encoder = known.map(Tokenizer::encoder).orElse(null);
    try (CharacterReader reader = text.open(slice, listener)) {
      try {
        for (int count = reader.next(); count > 0; count = reader.next()) {
          int[] chunk = reader.chunk();
          lineFeeds += lineFeeds(chunk, count);
          last = chunk[count - 1];
          if (survey.isPresent()) {
            survey.get().add(chunk, count);
          }
          if (encoder != null && unknown == null) {
            unknown = unknown(encoder, chunk, count);
          }
        }
      } catch (InvalidTextException e) {
        problem = new Problem(e.source(), e.problem());
      }
      survey.ifPresent(TextSurvey::end);
      Found found =
          new Found(
              slice,
              reader.length(),
              lineFeeds,
              last == '\n',
              reader.lineEnds(),
              problem,
              unknown,
              List.copyOf(notices));
      return new Scan(List.of(found), survey);
    }
  }

  private static @Nullable Unknown unknown(Encoder encoder, int[] chunk, int count) {
    try {
      encoder.encode(chunk, count, (id, characters) -> {});
      return null;
    } catch (UnknownCharacterException e) {
      return new Unknown(e.codePoint(), e.position());
    }
  }

  private static long lineFeeds(int[] codePoints, int count) {
    long lineFeeds = 0;
    for (int i = 0; i < count; i++) {
      lineFeeds += codePoints[i] == '\n' ? 1 : 0;
    }
    return lineFeeds;
  }

  /** Puts two together. */
  static Scan plus(Scan a, Scan b) {
    List<Found> all = new ArrayList<>(a.slices);
    all.addAll(b.slices);
    all.sort((x, y) -> Integer.compare(x.slice, y.slice));
    if (a.survey.isPresent() && b.survey.isPresent()) {
      a.survey.get().add(b.survey.get());
    }
    return new Scan(all, a.survey);
  }
}
