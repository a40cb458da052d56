package dev.prose.spark;

import dev.prose.data.LineOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Finds where a list in the order of its draws is cut in two, as {@link
 * dev.prose.data.Split#ofLines} cuts it, without having its lines in order: it takes the number of
 * tokens of all lines that draw within each of 4,096 buckets, and then the lines of one bucket.
 */
final class LineCut {
  static final int BUCKETS = 1 << 12;
  private static final int WIDTH = LineOrder.draws() / BUCKETS; // numbers

  private final long[] tokens; // [bucket], line ends among them
  private final long all;

  /**
   * @param tokens [bucket], how many tokens the lines have, the end of each among them
   * @param unended whether nothing ends the last line of the list
   */
  LineCut(long[] tokens, boolean unended) {
    this.tokens = tokens.clone();
    long sum = 0;
    for (long ofBucket : tokens) {
      sum += ofBucket;
    }
    this.all = sum - (unended ? 1 : 0);
  }

  static int bucket(int draw) {
    return draw / WIDTH;
  }

  /** The first place of a bucket. */
  static LinePlace start(int bucket) {
    return LinePlace.atDraw(bucket * WIDTH);
  }

  /** How many tokens the list has. */
  long all() {
    return all;
  }

  /** A line: its place, and how many tokens it has, its end among them. */
  record Line(LinePlace place, long tokens) implements Serializable {}

  /**
   * The cut.
   *
   * @param validation the place of the first line that does not train, or behind all
   * @param trainTokens how many tokens train
   */
  record Cut(LinePlace validation, long trainTokens) {}

  /**
   * Cuts the list.
   *
   * @param trainFraction below 1
   * @param linesOf gives the lines of a bucket, in any order
   * @return the cut; all trains if there is no line to spare
   */
  Cut at(double trainFraction, IntFunction<List<Line>> linesOf) {
    Cut none = new Cut(start(BUCKETS), all);
    if (all == 0) {
      return none;
    }
    long boundary = (long) (trainFraction * all);
    int bucket = 0;
    long end = 0; // of the lines so far, in tokens
    while (boundary >= end + tokens[bucket]) {
      end += tokens[bucket++];
    }
    List<Line> lines = new ArrayList<>(linesOf.apply(bucket));
    lines.sort((a, b) -> a.place().compareTo(b.place()));
    Cut below = none;
    for (int i = 0; i < lines.size(); i++) {
      below = new Cut(lines.get(i).place(), end);
      end += lines.get(i).tokens();
      if (end > boundary) {
        LinePlace next = i + 1 < lines.size() ? lines.get(i + 1).place() : start(bucket + 1);
        return nearest(boundary, below, new Cut(next, end), none);
      }
    }
    return none;
  }

  /**
   * The last bucket from which on, up to a place, lines have at least so many tokens; the first one
   * if all have fewer.
   */
  int bucketBefore(LinePlace to, long least) {
    int bucket = bucket(to.draw());
    long found = 0;
    while (bucket > 0 && found < least) {
      bucket--;
      found += tokens[bucket];
    }
    return bucket;
  }

  /**
   * The place of the first of the last lines that have at least so many tokens; nothing if all have
   * fewer.
   *
   * @param lines in any order
   */
  static Optional<LinePlace> firstOf(List<Line> lines, long least) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort((a, b) -> b.place().compareTo(a.place()));
    long found = 0;
    for (Line line : sorted) {
      found += line.tokens();
      if (found >= least) {
        return Optional.of(line.place());
      }
    }
    return Optional.empty();
  }

  private Cut nearest(long boundary, Cut below, Cut above, Cut none) {
    boolean canBeBelow = below.trainTokens > 0;
    boolean canBeAbove = above.trainTokens < all;
    if (canBeBelow && canBeAbove) {
      return boundary - below.trainTokens <= above.trainTokens - boundary ? below : above;
    }
    return canBeBelow ? below : canBeAbove ? above : none;
  }
}
