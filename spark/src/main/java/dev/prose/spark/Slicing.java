package dev.prose.spark;

import dev.prose.text.CharacterReader;
import dev.prose.text.FileFormat;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.text.OnMalformed;
import dev.prose.text.StreamedCorpus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cuts a text into slices of about the same size.
 *
 * <p>First it is cut by bytes, without looking. Then a task for each such place looks from there on
 * for the first one where a cut is allowed, mostly in a few bytes, and up to the next such place at
 * most. Within a file that is compressed, or in another encoding than UTF-8, no cut is found.
 */
final class Slicing implements Serializable {
  private static final int HEAD = 1 << 9; // bytes that tell a file's format
  private static final int BUFFER = 1 << 16;

  private final List<FileRange> files;
  private final CutRule rule;
  private final TextFormat format;
  private final HadoopFiles hadoop;

  /**
   * A place in the text.
   *
   * @param file the file's index
   * @param offset in bytes, below the file's length
   */
  private record Place(int file, long offset) implements Serializable {
    boolean isBefore(Place other) {
      return file < other.file || (file == other.file && offset < other.offset);
    }
  }

  /** Where a cut is looked for: from one place (inclusive) to another. */
  private record Search(Place from, Place to) implements Serializable {}

  private Slicing(List<FileRange> files, CutRule rule, TextFormat format, HadoopFiles hadoop) {
    this.files = files;
    this.rule = rule;
    this.format = format;
    this.hadoop = hadoop;
  }

  /**
   * Cuts a text.
   *
   * @param bytes about how many a slice is to have, at least 1
   */
  static List<Slice> of(
      TextFiles text, CutRule rule, TextFormat format, long bytes, Cluster cluster) {
    Slicing slicing = new Slicing(new ArrayList<>(text.files()), rule, format, cluster.files());
    List<Search> searches = rule.allowsAny() ? slicing.searches(bytes) : List.of();
    Shared<Slicing> shared = cluster.share(slicing);
    List<Place> cuts = new ArrayList<>();
    for (List<Place> cut : cluster.map(searches, search -> shared.value().firstCut(search))) {
      cuts.addAll(cut);
    }
    return slicing.between(cuts);
  }

  /** Searches that begin at equal distances, none of them at the start of the text. */
  private List<Search> searches(long bytes) {
    List<Place> places = new ArrayList<>();
    long left = bytes; // to the next place
    for (int file = 0; file < files.size(); file++) {
      long length = length(file);
      for (long offset = left; offset < length; offset += bytes) {
        places.add(new Place(file, offset));
        left = offset + bytes;
      }
      left -= length;
      if (left == 0 && file + 1 < files.size()) {
        places.add(new Place(file + 1, 0));
        left = bytes;
      }
    }
    List<Search> searches = new ArrayList<>();
    Place end = new Place(files.size(), 0);
    for (int i = 0; i < places.size(); i++) {
      searches.add(new Search(places.get(i), i + 1 < places.size() ? places.get(i + 1) : end));
    }
    return searches;
  }

  private long length(int file) {
    return files.get(file).version().length();
  }

  private List<Slice> between(List<Place> cuts) {
    List<Slice> slices = new ArrayList<>();
    Place from = new Place(0, 0);
    for (int i = 0; i <= cuts.size(); i++) {
      Place to = i < cuts.size() ? cuts.get(i) : new Place(files.size(), 0);
      slices.add(new Slice(i, ranges(from, to)));
      from = to;
    }
    return slices;
  }

  private List<FileRange> ranges(Place from, Place to) {
    List<FileRange> ranges = new ArrayList<>();
    for (int i = from.file; i <= to.file && i < files.size(); i++) {
      FileRange file = files.get(i);
      long start = i == from.file ? from.offset : 0;
      long end = i == to.file ? to.offset : FileRange.END;
      if (start < end && length(i) > 0) {
        ranges.add(new FileRange(file.path(), file.name(), start, end, file.version()));
      }
    }
    return ranges;
  }

  /** The first place of a search where the text may be cut; none if there is none. */
  private List<Place> firstCut(Search search) throws IOException {
    List<Place> found = new ArrayList<>();
    for (int file = search.from.file; file < files.size() && found.isEmpty(); file++) {
      Place from = file == search.from.file ? search.from : new Place(file, 0);
      if (!from.isBefore(search.to)) {
        break;
      }
      long end = file == search.to.file ? search.to.offset : length(file);
      if (length(file) > 0) {
        firstCut(from, end).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Place> firstCut(Place from, long end) throws IOException {
    if (from.offset == 0 && from.file > 0 && allowsStartOf(from.file)) {
      return Optional.of(from);
    }
    FileRange file = files.get(from.file);
    if (!format.canBeCut() || isPacked(file)) {
      return Optional.empty();
    }
    long cut = cutWithin(file, from.offset, end);
    return cut < end ? Optional.of(new Place(from.file, cut)) : Optional.empty();
  }

  /** Whether the text may be cut where a file begins. */
  private boolean allowsStartOf(int file) throws IOException {
    if (rule.allowsFileStart()) {
      return true;
    }
    int before = file - 1;
    while (before > 0 && length(before) == 0) {
      before--;
    }
    OptionalInt last = character(before, true);
    OptionalInt first = character(file, false);
    return last.isPresent()
        && first.isPresent()
        && rule.cuts().between(last.getAsInt(), first.getAsInt());
  }

  /** A file's first or last character; nothing if it has none, or cannot be read. */
  private OptionalInt character(int index, boolean last) throws IOException {
    FileRange file = files.get(index);
    long end = length(index);
    // The end of a file of UTF-8 need not be read from its start, but from a whole character on.
    long start = last && end > HEAD && format.canBeCut() && !isPacked(file) ? end - HEAD : 0;
    FileRange range =
        start == 0
            ? file
            : new FileRange(
                file.path(),
                file.name(),
                cutAnywhere(file, start, end),
                FileRange.END,
                file.version());
    OptionalInt found = OptionalInt.empty();
    try (CharacterReader reader =
        new StreamedCorpus("", "", List.of(hadoop.part(range, format)))
            .read(new LoadListener() {})) {
      for (int count = reader.next(); count > 0; count = reader.next()) {
        if (!last) {
          return OptionalInt.of(reader.chunk()[0]);
        }
        found = OptionalInt.of(reader.chunk()[count - 1]);
      }
    } catch (InvalidDataException e) {
      return OptionalInt.empty(); // which the first reading of the text tells
    }
    return found;
  }

  private boolean isPacked(FileRange file) throws IOException {
    if (format.onMalformed() == OnMalformed.KEEP) {
      return false;
    }
    try (InputStream in = hadoop.open(file)) {
      return FileFormat.of(in.readNBytes(HEAD)).isPresent();
    }
  }

  private InputStream open(FileRange file, long from, long to) throws IOException {
    return new BufferedInputStream(
        hadoop.open(new FileRange(file.path(), file.name(), from, to, file.version())), BUFFER);
  }

  private long cutAnywhere(FileRange file, long from, long end) throws IOException {
    try (InputStream in = open(file, from, FileRange.END)) {
      Utf8Scan scan = new Utf8Scan(in, from);
      return scan.next() ? scan.offset() : end;
    }
  }

  /** The first cut's offset, or the end if there is none before. */
  private long cutWithin(FileRange file, long from, long end) throws IOException {
    if (rule.lines()) {
      // A line that ends right before can be told by its last byte.
      long start = Math.max(0, from - 1);
      try (InputStream in = open(file, start, end)) {
        return afterLineEnd(in, start, end);
      }
    }
    if (rule.anywhere()) {
      return cutAnywhere(file, from, end);
    }
    try (InputStream in = open(file, from, FileRange.END)) {
      return betweenCharacters(new Utf8Scan(in, from), end);
    }
  }

  private static long afterLineEnd(InputStream in, long start, long end) throws IOException {
    long at = start;
    for (int read = in.read(); read >= 0; read = in.read()) {
      at++;
      if (read == '\n') {
        return at;
      }
    }
    return end;
  }

  private long betweenCharacters(Utf8Scan scan, long end) throws IOException {
    boolean more = scan.next();
    int before = scan.codePoint();
    while (more && scan.offset() < end) {
      more = scan.next();
      if (more && rule.cuts().between(before, scan.codePoint())) {
        return scan.offset();
      }
      before = scan.codePoint();
    }
    return end;
  }
}
