package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program that compresses, with the options that make its files smallest.
 *
 * @param name the name in the report
 * @param program its name on the {@code PATH}
 * @param line for the shell: compresses the file $1 into $2
 * @param ending of the names of its files
 */
record Compressor(String name, String program, String line, String ending) {
  /** Those that Prose is compared with. */
  // With a higher order, 7z fills the memory that it takes for a file of such a size, and begins
  // anew.
  static final List<Compressor> PEERS =
      List.of(
          new Compressor("xz -9e", "xz", "xz -9e -c \"$1\" >\"$2\"", ".xz"),
          new Compressor(
              "zstd --ultra -22", "zstd", "zstd --ultra -22 -q -c \"$1\" >\"$2\"", ".zst"),
          new Compressor(
              "7z, PPMd of order 6", "7z", "7z a -t7z -m0=PPMd:o=6:mem=256m \"$2\" \"$1\"", ".7z"),
          new Compressor("zpaq -m5", "zpaq", "zpaq add \"$2\" \"$1\" -m5", ".zpaq"));

  boolean isInstalled() {
    return Programs.find(program).isPresent();
  }

  /** Compresses a file, into {@link #archive}. */
  Command compress(Path file, Path work) {
    return new Command(
        List.of(
            "sh",
            "-c",
            "rm -f \"$2\"; exec " + line, // some programs would add to it
            program,
            file.toString(),
            archive(work).toString()),
        Optional.empty(),
        work);
  }

  /** Compresses a file, and gives the size of the result in bytes. */
  long size(Path file, Path work) throws IOException, InterruptedException {
    compress(file, work).take();
    return Files.size(archive(work));
  }

  private Path archive(Path work) {
    return work.resolve("archive" + ending);
  }

  /** Prose, by its command and some options. */
  static Compressor prose(Setting setting, String name, String options) {
    return new Compressor(
        name,
        setting.prose().toString(),
        "'%s' compress %s \"$1\" -o \"$2\"".formatted(setting.prose(), options),
        ".prose");
  }
}
