package dev.prose.mixture;

import dev.prose.column.ColumnOutput;
import dev.prose.column.IntColumn;
import dev.prose.column.MappedColumns;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A mixture's counts as a file that is mapped into memory, so that it need not be read before use.
 * All numbers are little-endian:
 *
 * <pre>
 *   8 bytes   "PROSEMIX"
 *   int       version, 4
 *   int       vocabulary size, V
 *   int       number of tables, K: one for each counted kind of context, then those of next-class
 *   int       CRC-32C of the names of all kinds, in UTF-8, separated by commas
 *   int       number of words with a class, W
 *   int       number of their letters in all
 *   V ints    for each character its number ignoring case, times 32, plus 1 for a letter or
 *             apostrophe, 2 for a vowel, 4 for a mark that ends a sentence, 8 for a line end,
 *             16 for a carriage return (filled up with zeros to a multiple of 8 bytes)
 *   W times   2 ints: class, number of letters; then the letters' ids, an int each (filled up with
 *             zeros, at the end, to a multiple of 8 bytes)
 *   K times   4 ints: slots, entries, bytes per count, bytes per outcome (each 1, 2 or 4)
 *   int       0
 *   int       CRC-32C of everything before it
 * </pre>
 *
 * <p>Then come four columns for each table, each filled up with zeros to a multiple of 8 bytes: the
 * marks and the begins of the table of contexts (ints, one per slot), the outcomes of the entries
 * (twice its number, plus 1 for a context's last entry), and their counts. An outcome's number is
 * the symbol's id; for the first table of next-class, in ascending order, V times a class plus the
 * symbol's id; and for its others a class.
 */
public final class MixtureFile {
  private MixtureFile() {}

  /** Writes a model's counts, but not its weights. */
  public static void write(Mixture model, WritableByteChannel channel) throws IOException {
    List<MixtureFileHeader.Sizes> sizes =
        model.counts().stream().map(MixtureFileHeader.Sizes::of).toList();
    ColumnOutput output = new ColumnOutput(channel);
    output.write(
        new MixtureFileHeader(
                model.kinds().traits(), model.kinds().classes(), model.kinds().checksum(), sizes)
            .format());
    for (ContextCounts each : model.counts()) {
      output.write(each.contexts().marks());
      output.write(each.contexts().begins());
      output.write(each.symbols());
      output.write(each.counts());
    }
  }

  /** Reads saved tensors by name. */
  @FunctionalInterface
  public interface TensorSource {
    /**
     * Reads one tensor.
     *
     * @return the values in row-major order
     */
    float[] read(String name, int... shape) throws IOException;
  }

  /**
   * Maps a model's counts, and reads its weights. The file stays mapped for as long as the model is
   * in use, and must not change meanwhile. Where it cannot be mapped, it is read: see {@link
   * MappedColumns#map}.
   *
   * @param vocabularySize the size that the file must have
   * @param sound whether to read and check all counts
   * @throws InvalidDataException if the file does not hold the counts of such a model
   * @throws IllegalArgumentException if the weights are impossible
   * @throws IOException if it cannot be read
   */
  public static Mixture map(
      Path file, MixtureShape shape, int vocabularySize, boolean sound, TensorSource weights)
      throws IOException {
    Kinds kinds;
    List<ContextCounts> counts;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MixtureFileHeader header = MixtureFileHeader.read(file, channel);
      Requirement.require(
          header.traits().size() == vocabularySize,
          "it counts %d symbols, and not the vocabulary's %d"
              .formatted(header.traits().size(), vocabularySize));
      kinds = new Kinds(shape, header.traits(), header.classes());
      Requirement.require(
          header.sizes().size() == kinds.tables().size(),
          "it has %d tables of contexts, and not the %d of its config.json"
              .formatted(header.sizes().size(), kinds.tables().size()));
      Requirement.require(
          shape.looksAtClasses() || header.classes().size() == 0,
          "it has words with classes, but no context that looks at them");
      Requirement.require(
          header.names() == kinds.checksum(), "it has other contexts than its config.json");
      int[] outcomes =
          kinds.tables().stream().mapToInt(kind -> kind.outcome().size(vocabularySize)).toArray();
      requireWidths(header, outcomes);
      counts = counts(header, MappedColumns.map(channel, header.fileSize()));
      counts.getFirst().requireSound(vocabularySize); // one context, which every model looks at
      for (int table = 0; sound && table < outcomes.length; table++) {
        counts.get(table).requireSound(outcomes[table]);
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(file + ": is damaged: " + e.getMessage(), e);
    }
    Weights read = Weights.of(kinds, (name, sums, size) -> read(weights, name, sums, size));
    read.requireSound();
    return new Mixture(kinds, counts, read);
  }

  private static void requireWidths(MixtureFileHeader header, int... outcomes) {
    for (int table = 0; table < outcomes.length; table++) {
      int width = header.sizes().get(table).symbolWidth();
      Requirement.require(
          width == Entry.width(outcomes[table]), "a symbol has %d bytes".formatted(width));
    }
  }

  private static Parameters read(TensorSource source, String name, int sums, int... shape)
      throws IOException {
    return new Parameters(
        name, shape, source.read(name, shape), source.read(Parameters.sumsName(name), sums));
  }

  private static List<ContextCounts> counts(MixtureFileHeader header, MemorySegment bytes) {
    MappedColumns columns = new MappedColumns(bytes, header.length());
    List<ContextCounts> counts = new ArrayList<>();
    for (MixtureFileHeader.Sizes each : header.sizes()) {
      IntColumn marks = columns.ints(each.slots(), Integer.BYTES);
      IntColumn begins = columns.ints(each.slots(), Integer.BYTES);
      IntColumn symbols = columns.ints(each.entries(), each.symbolWidth());
      IntColumn ofEntries = columns.ints(each.entries(), each.countWidth());
      counts.add(new ContextCounts(new ContextTable(marks, begins), symbols, ofEntries));
    }
    return counts;
  }
}
