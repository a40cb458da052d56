package dev.prose.cli.command;

import dev.prose.cli.family.Families;
import dev.prose.cli.output.JsonOutput;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TextOutput;
import dev.prose.compress.Compressed;
import dev.prose.compress.Method;
import dev.prose.compress.SharedModel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What compressing a file came to, for a person or for a program.
 *
 * @param file what was compressed
 * @param to where it was written
 * @param shared the model that both sides have; empty if they have none
 * @param seconds how long it took
 */
record CompressionView(
    String file, Path to, Optional<SharedModel> shared, Compressed compressed, double seconds) {
  private static final double BIT = Math.log(2); // nats
  private static final String CHARACTER = "character";

  void show(Report report) {
    shared.ifPresent(
        it -> Families.kindOf(it.model()).report(it.model(), it.tokenizer().unit(), report));
    report.line("file", "%s, %,d bytes", file, compressed.originalBytes());
    report.line(
        "predicted",
        "%,d %ss%s, %,.1f bits",
        compressed.symbols(),
        unit(),
        unit().equals(CHARACTER) ? "" : Report.format(": %,d characters", compressed.characters()),
        bits());
    if (compressed.characters() > 0) {
      report.line(
          "loss",
          "%.6f nats a character, %.6f bits a character",
          compressed.nats() / compressed.characters(),
          bits() / compressed.characters());
    }
    if (compressed.rawBytes() > 0) {
      report.line("unknown", "%,d bytes that no %s covers", compressed.rawBytes(), unit());
    }
    report.line("mode", "%s", mode());
    if (shared.isEmpty()) {
      report.line("vocabulary", "%,d bytes of the file", compressed.vocabularyBytes());
    }
    report.line(
        "compressed",
        "%,d bytes%s%s",
        compressed.bytes().length,
        compressed.originalBytes() == 0
            ? ""
            : Report.format(
                ", %.4f bits a byte, %.1f %%",
                8.0 * compressed.bytes().length / compressed.originalBytes(),
                100.0 * compressed.bytes().length / compressed.originalBytes()),
        compressed.method() == Method.STORED ? ": as they are, because all else is longer" : "");
    report.line("written", "%s", to);
    report.line("time", "%.2f s", seconds);
  }

  private double bits() {
    return compressed.nats() / BIT;
  }

  private String unit() {
    return shared.map(it -> it.tokenizer().unit()).orElse(CHARACTER);
  }

  private String mode() {
    return shared
        .map(it -> (it.adaptive() ? ModelMode.ADAPTIVE : ModelMode.STATIC).toString())
        .orElse(
            "from nothing: the model learns all it knows from each character after it was predicted");
  }

  void json(TextOutput out) {
    JsonOutput.print(out, this::properties);
  }

  private void properties(JsonGenerator json) {
    json.writeStringProperty("file", file);
    json.writeStringProperty("method", compressed.method().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty(
        "mode",
        shared
            .map(it -> (it.adaptive() ? ModelMode.ADAPTIVE : ModelMode.STATIC).key())
            .orElse("from-nothing"));
    json.writeNumberProperty("original_bytes", compressed.originalBytes());
    json.writeNumberProperty("characters", compressed.characters());
    json.writeNumberProperty("tokens", compressed.symbols());
    json.writeNumberProperty("unknown_bytes", compressed.rawBytes());
    json.writeNumberProperty("vocabulary_bytes", compressed.vocabularyBytes());
    json.writeNumberProperty("compressed_bytes", compressed.bytes().length);
    json.writeNumberProperty("total_nats", compressed.nats());
    json.writeNumberProperty("total_bits", bits());
    ratio(json, "nats_per_character", compressed.nats(), compressed.characters());
    ratio(json, "bits_per_character", bits(), compressed.characters());
    ratio(json, "bits_per_byte", 8.0 * compressed.bytes().length, compressed.originalBytes());
    json.writeNumberProperty("seconds", seconds);
  }

  private static void ratio(JsonGenerator json, String name, double amount, long units) {
    if (units > 0) {
      json.writeNumberProperty(name, amount / units);
    } else {
      json.writeNullProperty(name);
    }
  }
}
