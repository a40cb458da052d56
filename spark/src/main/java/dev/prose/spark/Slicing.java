package dev.prose.spark;

import dev.prose.text.FileFormat;
import dev.prose.text.OnMalformed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Cuts a text into slices of about the same size.
 *
 * <p>First it is cut by bytes, without looking. Then tasks look from each such place on for the
 * first one where a cut is allowed, each of them in a few bytes. A file that has no such place is
 * all in one slice: one that is compressed, or in another encoding than UTF-8.
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
      TextFiles text,
      CutRule rule,
      TextFormat format,
      HadoopFiles hadoop,
      long bytes,
      JavaSparkContext spark) {
    List<FileRange> files =
        text.files().stream()
            .map(file -> new FileRange(file.path(), file.name(), 0, file.length()))
            .toList();
    Slicing slicing = new Slicing(files, rule, format, hadoop);
    List<Place> cuts = new ArrayList<>();
    List<Place> places = rule.allowsAny() ? slicing.evenly(bytes) : List.of();
    if (!places.isEmpty()) {
      Broadcast<Slicing> shared = spark.broadcast(slicing);
      List<Place> found =
          spark
              .parallelize(places, places.size())
              .flatMap(place -> shared.value().firstCut(place).stream().iterator())
              .collect();
      shared.destroy();
      for (Place cut : found) {
        if (cuts.isEmpty() || cuts.getLast().isBefore(cut)) {
          cuts.add(cut);
        }
      }
    }
    return slicing.between(cuts);
  }

  /** Places at equal distances, none of them at the start or the end. */
  private List<Place> evenly(long bytes) {
    List<Place> places = new ArrayList<>();
    long left = bytes; // to the next place
    for (int file = 0; file < files.size(); file++) {
      long length = files.get(file).to();
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
    return places;
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
      if (start < end && file.to() > 0) {
        ranges.add(new FileRange(file.path(), file.name(), start, end));
      }
    }
    return ranges;
  }

  /** The first place from this one on where the text may be cut; nothing if there is none. */
  private Optional<Place> firstCut(Place from) throws IOException {
    for (int file = from.file; file < files.size(); file++) {
      long offset = file == from.file ? from.offset : 0;
      if (files.get(file).to() == 0) {
        continue;
      }
      if (offset == 0 && rule.allowsFileStart()) {
        return Optional.of(new Place(file, 0));
      }
      if (format.canBeCut() && !isPacked(files.get(file))) {
        long cut = cutWithin(files.get(file), offset);
        if (cut < files.get(file).to()) {
          return Optional.of(new Place(file, cut));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isPacked(FileRange file) throws IOException {
    if (format.onMalformed() == OnMalformed.KEEP) {
      return false;
    }
    try (InputStream in = hadoop.open(file.path(), file.name(), 0)) {
      return FileFormat.of(in.readNBytes(HEAD)).isPresent();
    }
  }

  /** The first cut's offset, or the file's length. */
  private long cutWithin(FileRange file, long offset) throws IOException {
    // A line that ends right before the offset can be told by its last byte.
    long start = rule.lines() ? Math.max(0, offset - 1) : offset;
    try (InputStream in =
        new BufferedInputStream(hadoop.open(file.path(), file.name(), start), BUFFER)) {
      return rule.lines()
          ? afterLineEnd(in, start, file.to())
          : betweenCharacters(new Utf8Scan(in, start), file.to());
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
    if (!scan.next()) {
      return end;
    }
    if (rule.anywhere()) {
      return scan.offset();
    }
    int before = scan.codePoint();
    while (scan.next()) {
      if (rule.cuts().between(before, scan.codePoint())) {
        return scan.offset();
      }
      before = scan.codePoint();
    }
    return end;
  }
}
