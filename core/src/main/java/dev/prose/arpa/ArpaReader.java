package dev.prose.arpa;

import dev.prose.model.NGramTrie;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.text.TextBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads models from ARPA files, as KenLM, SRILM and {@link ArpaWriter} write them, plain or
 * compressed by gzip. Files are read a line at a time, with sections and lines in any order.
 * Numbers are taken unchanged: probabilities that do not add up to 1 are not normalised.
 *
 * <p>{@link ArpaTokens} says what the words are; unless it is given, they are characters. A file
 * has sentences if {@code </s>} has a probability, or longer n-grams contain it or {@code <s>}.
 * Then both words become one token, the model's separator: a newline, or U+0003 (end of text) if a
 * newline is among the words. {@code <unk>} becomes the unknown token; among characters that is
 * U+FFFD, Unicode's replacement character. It keeps its probability, so that the sum is still 1. Of
 * characters, neither is in the vocabulary if the file only lists it, with a probability of 10^-99
 * or less.
 *
 * <p>An n-gram that is missing although a longer one begins with it gets the probability that
 * follows from the shorter ones. A missing weight is 1.
 *
 * <p>Source of the format: SRILM's manual page ngram-format(5).
 */
public final class ArpaReader {
  private static final String DATA = "\\data\\";
  private static final String END = "\\end\\";

  private static final Pattern ANNOUNCEMENT = Pattern.compile("ngram (\\d{1,9}) ?= ?(\\d{1,18})");

  private final ArpaLines lines;
  private final ReadWords words;
  private final UnsortedModel model;
  private final List<Long> announced = new ArrayList<>(); // [length - 1], number of n-grams
  private final List<Long> found = new ArrayList<>(); // [length - 1]; -1 before their section

  private ArpaReader(InputStream in, String name, ArpaTokens tokens, LoadListener listener) {
    this.lines = new ArpaLines(in, name, listener);
    this.words = new ReadWords(lines, tokens);
    this.model = new UnsortedModel(lines, words);
  }

  /**
   * Reads a file whose words are characters.
   *
   * @throws InvalidDataException as below
   */
  public static ArpaModel read(Path file) throws IOException {
    return read(file, ArpaTokens.characters(), new LoadListener() {});
  }

  /**
   * Reads a file.
   *
   * @param tokens what its words are
   * @param listener is told of a byte-order mark
   * @throws UnfitWordException if a word is no token
   * @throws InvalidDataException if it is not in that format; the message names the file and the
   *     line
   */
  public static ArpaModel read(Path file, ArpaTokens tokens, LoadListener listener)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), tokens, listener);
    }
  }

  /**
   * Reads a stream, whose words are characters, to its end, and leaves it open.
   *
   * @param name the stream's name in messages
   * @throws InvalidDataException as for a file
   */
  public static ArpaModel read(InputStream in, String name) throws IOException {
    return read(in, name, ArpaTokens.characters(), new LoadListener() {});
  }

  /**
   * Reads a stream to its end, and leaves it open.
   *
   * @param name the stream's name in messages
   * @param tokens what its words are
   * @param listener is told of a byte-order mark
   * @throws InvalidDataException as for a file
   */
  public static ArpaModel read(
      InputStream in, String name, ArpaTokens tokens, LoadListener listener) throws IOException {
    InputStream unzipped = TextBytes.open(in, name);
    ArpaModel model = new ArpaReader(unzipped, name, tokens, listener).read();
    unzipped.transferTo(OutputStream.nullOutputStream()); // gzip's checksum comes last
    return model;
  }

  private ArpaModel read() throws IOException {
    readAnnouncements();
    while (!lines.is(END)) {
      readSection(sectionLength());
    }
    return finished();
  }

  /** Reads up to the first section's name: the numbers of n-grams that the file announces. */
  private void readAnnouncements() throws IOException {
    do {
      if (!lines.next()) {
        throw lines.fault("the file ends, and had no line " + DATA + ", as ARPA files have");
      }
    } while (!lines.is(DATA));
    while (nextInSection()) {
      readAnnouncement(ANNOUNCEMENT.matcher(String.join(" ", lines.fields())));
    }
    if (announced.isEmpty()) {
      throw lines.fault("there must be a line like 'ngram 1=65' before this one");
    }
  }

  private void readAnnouncement(Matcher line) {
    int length = announced.size() + 1;
    if (!line.matches() || Integer.parseInt(line.group(1)) != length) {
      throw lines.fault("there must be 'ngram %d=' and a number".formatted(length));
    }
    requireOrder(length);
    announced.add(Long.parseLong(line.group(2)));
    found.add(-1L);
  }

  private void requireOrder(int length) {
    if (length > NGramTrie.MAX_ORDER) {
      throw lines.fault(
          "the model has n-grams of %d words, and they may have up to %d"
              .formatted(length, NGramTrie.MAX_ORDER));
    }
  }

  /**
   * Goes to the next line that is not blank.
   *
   * @return whether the line belongs to the section, and does not begin another or end the file
   */
  private boolean nextInSection() throws IOException {
    do {
      if (!lines.next()) {
        throw lines.fault("the file ends before a line " + END + ": it was cut off");
      }
    } while (lines.isBlank());
    return !lines.fields().getFirst().startsWith("\\");
  }

  /** The length of the n-grams of the section that begins here. */
  private int sectionLength() {
    for (int length = 1; length <= announced.size(); length++) {
      if (lines.is("\\" + length + "-grams:")) {
        if (found.get(length - 1) >= 0) {
          throw lines.fault("the section was there already");
        }
        return length;
      }
    }
    throw lines.fault(
        "there must be %s or a section that was announced, such as \\1-grams:".formatted(END));
  }

  private void readSection(int length) throws IOException {
    long count = 0;
    while (nextInSection()) {
      model.add(length, lines.fields());
      count++;
    }
    found.set(length - 1, count);
    requireAnnounced(length);
  }

  private void requireAnnounced(int length) {
    long count = Math.max(0, found.get(length - 1));
    if (count != announced.get(length - 1)) {
      throw lines.fault(
          "there were %,d n-grams of length %d before this, but %,d were announced"
              .formatted(count, length, announced.get(length - 1)));
    }
  }

  private ArpaModel finished() {
    for (int length = 1; length <= announced.size(); length++) {
      requireAnnounced(length);
    }
    return model.sorted();
  }
}
