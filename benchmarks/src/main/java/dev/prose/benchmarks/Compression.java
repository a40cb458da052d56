package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares what is left of a text, and how long that takes, with other compressors. */
final class Compression implements Chapter {
  private static final int TABLE_STEP = 1 << 12; // bytes; zpaq adds as many before it chooses

  @Override
  public String name() {
    return "compress";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    Path work = Files.createDirectories(setting.work().resolve("compress"));
    BenchmarkText text = BenchmarkText.read(setting.text());
    Path train = Files.writeString(work.resolve("train.txt"), text.trainingText());
    Path validation = Files.writeString(work.resolve("validation.txt"), text.validationText());
    report.section("Compression");
    fromNothing(setting, report, setting.quick() ? validation : setting.text(), work);
    known(setting, report, train, validation, work);
  }

  private static void fromNothing(Setting setting, Report report, Path file, Path work)
      throws IOException, InterruptedException {
    List<Compressor> all = new ArrayList<>();
    all.add(Compressor.prose(setting, "prose compress --from-nothing", "--from-nothing"));
    List<String> notMeasured = addPeers(all);
    report.paragraph(
        "A file of %,d bytes, for somebody who has nothing but the program. Each program has the options that make its files smallest."
            .formatted(Files.size(file)));
    report.compare(
        new Comparison(
            "From nothing",
            new Quantity.Duration(),
            setting.rounds(),
            all.stream()
                .map(each -> new Contender(each.name(), each.compress(file, work)))
                .toList(),
            List.of(),
            notMeasured));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "bytes", "bits a byte"));
    for (Compressor each : all) {
      rows.add(row(each.name(), each.size(file, work), Files.size(file)));
    }
    report.table(rows);
  }

  private static void known(Setting setting, Report report, Path train, Path validation, Path work)
      throws IOException, InterruptedException {
    Path model = work.resolve("model");
    new Command(
            List.of(
                setting.prose().toString(),
                "train",
                "--model",
                "mixture",
                "--train-fraction",
                "1",
                "--max-new-tokens",
                "0",
                "--data",
                train.toString(),
                "--out-dir",
                model.toString()),
            Optional.empty(),
            work)
        .take();
    report.paragraph(
        "The validation split, %,d bytes, for somebody who has the training split. Prose has a mixture of it. Of the others it is by how much the file grows when the validation split is appended to the training split, which begins with enough zeros for both to be compressed with tables of one size."
            .formatted(Files.size(validation)));
    String options = "--out-dir '%s'".formatted(model);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "bytes", "bits a byte"));
    for (Compressor each :
        List.of(
            Compressor.prose(setting, "prose compress", options),
            Compressor.prose(setting, "prose compress --no-adapt", options + " --no-adapt"))) {
      rows.add(row(each.name(), each.size(validation, work), Files.size(validation)));
    }
    String before = "\0".repeat(padding(Files.size(train))) + Files.readString(train);
    Path shorter = Files.writeString(work.resolve("train-padded.txt"), before);
    Path longer =
        Files.writeString(work.resolve("both-padded.txt"), before + Files.readString(validation));
    List<Compressor> peers = new ArrayList<>();
    addPeers(peers);
    for (Compressor peer : peers) {
      long growth = peer.size(longer, work) - peer.size(shorter, work);
      rows.add(row(peer.name(), growth, Files.size(validation)));
    }
    report.table(rows);
  }

  /**
   * How many bytes make a file larger than the next power of two. Some programs choose the size of
   * their tables by that of the file, in powers of two, so that a file which grows beyond one is
   * compressed in another way from its start.
   */
  private static int padding(long size) {
    return Math.toIntExact(2 * Long.highestOneBit(size) + TABLE_STEP - size);
  }

  /** Adds the peers that are installed, and says which are not. */
  private static List<String> addPeers(List<Compressor> installed) {
    List<String> notMeasured = new ArrayList<>();
    for (Compressor peer : Compressor.PEERS) {
      if (peer.isInstalled()) {
        installed.add(peer);
      } else {
        notMeasured.add("%s: %s is not on the PATH".formatted(peer.name(), peer.program()));
      }
    }
    return notMeasured;
  }

  private static List<String> row(String name, long bytes, long original) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%,d", bytes),
        String.format(Locale.ROOT, "%.4f", 8.0 * bytes / original));
  }
}
