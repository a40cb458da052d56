package dev.prose.cli.output;

import dev.prose.eval.TextStatistics;
import dev.prose.token.CharacterNames;
import tools.jackson.core.JsonGenerator;

/**
 * The statistics of a text, for a person or for a program.
 *
 * @param top how many of the most frequent characters to show
 */
public record StatisticsView(TextStatistics statistics, int top) {
  private static final int BAR = 40; // characters for all of the text
  private static final double NATS_A_BIT = Math.log(2);

  public void show(Report report) {
    long length = statistics.length();
    report.corpus(statistics.name(), length, statistics.sha256());
    report.line(
        "size",
        "%,d lines, %,d words, %,d bytes of UTF-8",
        statistics.lines(),
        statistics.words(),
        statistics.bytes());
    report.blank();
    report.text("characters              distinct    share");
    statistics
        .classes()
        .forEach((kind, share) ->
            report.text(
                "%-22s  %,8d  %6.2f%%",
                kind.description(), share.distinct(), 100.0 * share.count() / length));
    report.text("%-22s  %,8d", "all", statistics.characters().size());
    report.blank();
    report.text("the lowest loss on this text for a model that knows");
    report.text("                                      bits     nats   a character");
    loss(report, "which characters there are", statistics.uniformNats());
    loss(report, "how frequent each is (unigram)", statistics.unigramNats());
    if (!Double.isNaN(statistics.bigramNats())) {
      loss(report, "what follows each (bigram)", statistics.bigramNats());
    }
    if (top > 0) {
      report.blank();
      report.text("most frequent       count    share");
      statistics.characters().stream().limit(top).forEach(each -> show(report, each, length));
    }
  }

  private static void loss(Report report, String knows, double nats) {
    report.text("%-32s  %8.4f %8.4f", knows, nats / NATS_A_BIT, nats);
  }

  private static void show(Report report, TextStatistics.Frequency character, long length) {
    double share = (double) character.count() / length;
    String bar = "█".repeat((int) Math.round(BAR * share));
    report.text(
        "%-12s %,12d  %6.2f%%%s",
        CharacterNames.quoted(character.codePoint()),
        character.count(),
        100 * share,
        bar.isEmpty() ? "" : "  " + bar);
  }

  public void json(TextOutput out) {
    JsonOutput.print(out, this::properties);
  }

  private void properties(JsonGenerator json) {
    json.writeStringProperty("data", statistics.name());
    json.writeStringProperty("sha256", statistics.sha256());
    json.writeNumberProperty("characters", statistics.length());
    json.writeNumberProperty("lines", statistics.lines());
    json.writeNumberProperty("words", statistics.words());
    json.writeNumberProperty("bytes", statistics.bytes());
    json.writeNumberProperty("distinct", statistics.characters().size());
    json.writeObjectPropertyStart("classes");
    statistics
        .classes()
        .forEach((kind, share) -> {
          json.writeObjectPropertyStart(kind.key());
          json.writeNumberProperty("distinct", share.distinct());
          json.writeNumberProperty("count", share.count());
          json.writeEndObject();
        });
    json.writeEndObject();
    json.writeNumberProperty("uniform_bits", statistics.uniformNats() / NATS_A_BIT);
    json.writeNumberProperty("unigram_bits", statistics.unigramNats() / NATS_A_BIT);
    if (Double.isNaN(statistics.bigramNats())) {
      json.writeNullProperty("bigram_bits");
    } else {
      json.writeNumberProperty("bigram_bits", statistics.bigramNats() / NATS_A_BIT);
    }
    json.writeArrayPropertyStart("most_frequent");
    statistics.characters().stream()
        .limit(top)
        .forEach(each -> {
          json.writeStartObject();
          json.writeStringProperty("character", Character.toString(each.codePoint()));
          json.writeNumberProperty("count", each.count());
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
