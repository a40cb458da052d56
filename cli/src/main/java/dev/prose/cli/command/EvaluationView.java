package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.Families;
import dev.prose.cli.model.ModelEvaluation;
import dev.prose.cli.output.JsonOutput;
import dev.prose.cli.output.ModelMode;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TextOutput;
import dev.prose.data.TokenizedText;
import dev.prose.eval.OrderEvaluation;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.LanguageModel;
import dev.prose.token.CharacterNames;
import dev.prose.token.OnUnknown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What an evaluation found, for a person or for a program.
 *
 * @param model that was evaluated, the checkpoint's or one that grows out of it
 * @param trainFraction where a part of the text was cut off; without meaning if all of it was
 *     evaluated
 * @param byLines whether it was cut off by whole lines, in the order that the model's seed gives
 * @param text all of it, whichever part was evaluated
 * @param unknown how many characters the model did not know
 * @param words the same as KenLM's query reports it, if a token stands for unknown words
 * @param more further numbers for such a model
 * @param byOrder how n-grams of each length fared, if that was asked for
 */
record EvaluationView(
    Checkpoint checkpoint,
    LanguageModel model,
    TokenizedText text,
    Part part,
    double trainFraction,
    boolean byLines,
    long unknown,
    OnUnknown onUnknown,
    TextEvaluation evaluation,
    Optional<WordEvaluation> words,
    List<ModelEvaluation.Fact> more,
    List<OrderEvaluation> byOrder) {
  /** Which part of the text was predicted. */
  enum Part {
    ALL,
    TRAIN,
    VALIDATION
  }

  void show(Report report) {
    Families.kindOf(checkpoint.model())
        .report(checkpoint.model(), checkpoint.tokenizer().unit(), report);
    report.line(
        "trained",
        "%s, on %s",
        CharacterNames.escaped(checkpoint.training().fit()),
        CharacterNames.escaped(checkpoint.training().corpus().corpus()));
    report.corpus(text.name(), text.length(), text.sha256());
    if (part == Part.ALL) {
      if (text.sha256().equals(checkpoint.training().corpus().sha256())) {
        reportSeen(report);
      }
    } else {
      report.line("split", "%s, with train fraction %s", name(part), trainFraction);
      if (byLines) {
        report.line("", "by whole lines, in an order drawn from the model's seed");
      }
    }
    if (unknown > 0 && checkpoint.tokenizer().isLossless()) { // otherwise OOVs are reported
      report.line(
          "unknown",
          "%,d characters %s",
          unknown,
          onUnknown == OnUnknown.SKIP ? "left out" : "replaced by another");
    }
    report.line(
        "predicted",
        "%,d tokens: %,d characters, %,d bytes of UTF-8",
        evaluation.perToken().tokens(),
        evaluation.characters(),
        evaluation.bytes());
    report.line("total", "%,.3f nats, %,.3f bits", evaluation.totalNats(), evaluation.totalBits());
    report.line(
        "loss",
        "%.6f nats a character, %.6f bits a character, %.6f bits a byte",
        evaluation.natsPerCharacter(),
        evaluation.bitsPerCharacter(),
        evaluation.bitsPerByte());
    // One for each byte is in the line above.
    if (!checkpoint.tokenizer().isCharacters() && !checkpoint.tokenizer().readsAnyBytes()) {
      report.line(
          "",
          "%.6f nats a %s: compares models of the same tokens only",
          evaluation.perToken().nats(),
          checkpoint.tokenizer().unit());
    }
    report.line("perplexity", "%.4f", evaluation.perToken().perplexity());
    words.ifPresent(it -> {
      report.words(it);
      report.line("", "log10 total %.4f", it.log10());
      if (it.unknown() > 0) {
        report.line(
            "", "The letters of an unknown word cost nothing: its loss per character is too low");
        report.line("", "to compare with models of other tokens.");
      }
    });
    mode().ifPresent(it -> report.line("mode", "%s", it));
    more.forEach(fact -> report.line(fact.label(), fact.format(), fact.value()));
    if (!byOrder.isEmpty()) {
      report.blank();
      report.text("n-gram   answered   share   nats a %s", checkpoint.tokenizer().unit());
      byOrder.forEach(order -> show(order, report));
    }
  }

  private void reportSeen(Report report) {
    if (trainFraction == 1) {
      report.line("", "The model was trained on all of this text.");
    } else {
      report.line("", "The model was trained on the greater part of this text;");
      report.line("", "--split validation is what it has not seen.");
    }
  }

  private Optional<ModelMode> mode() {
    return Families.kindOf(model).mode(model);
  }

  private void show(OrderEvaluation order, Report report) {
    if (order.tokens() > 0) {
      report.text(
          "%6d  %,9d  %5.1f%%  %17.4f",
          order.order(),
          order.tokens(),
          100.0 * order.tokens() / evaluation.perToken().tokens(),
          order.nats());
    }
  }

  void json(TextOutput out) {
    JsonOutput.print(out, this::properties);
  }

  private static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static void words(JsonGenerator json, WordEvaluation words) {
    json.writeObjectPropertyStart("words");
    json.writeNumberProperty("tokens", words.tokens());
    json.writeNumberProperty("oov", words.unknown());
    json.writeNumberProperty("total_log10", words.log10());
    json.writeNumberProperty("perplexity_including_oov", words.perplexity());
    json.writeNumberProperty("perplexity_excluding_oov", words.perplexityOfKnown());
    json.writeEndObject();
  }

  private void properties(JsonGenerator json) {
    json.writeStringProperty("data", text.name());
    json.writeStringProperty("sha256", text.sha256());
    json.writeStringProperty("split", name(part));
    if (part != Part.ALL) {
      json.writeNumberProperty("train_fraction", trainFraction);
    }
    json.writeStringProperty("trained_on", checkpoint.training().corpus().corpus());
    json.writeStringProperty("trained_on_sha256", checkpoint.training().corpus().sha256());
    json.writeStringProperty("fit", checkpoint.training().fit());
    json.writeNumberProperty("step", checkpoint.training().step());
    json.writeNumberProperty("unknown", unknown);
    json.writeNumberProperty("tokens", evaluation.perToken().tokens());
    json.writeNumberProperty("characters", evaluation.characters());
    json.writeNumberProperty("bytes", evaluation.bytes());
    json.writeNumberProperty("total_nats", evaluation.totalNats());
    json.writeNumberProperty("total_bits", evaluation.totalBits());
    json.writeNumberProperty("nats_per_token", evaluation.perToken().nats());
    json.writeNumberProperty("nats_per_character", evaluation.natsPerCharacter());
    json.writeNumberProperty("bits_per_character", evaluation.bitsPerCharacter());
    json.writeNumberProperty("bits_per_byte", evaluation.bitsPerByte());
    json.writeNumberProperty("perplexity", evaluation.perToken().perplexity());
    words.ifPresent(it -> words(json, it));
    mode().ifPresent(it -> it.write(json));
    more.forEach(fact -> json.writeNumberProperty(fact.key(), fact.value()));
    if (!byOrder.isEmpty()) {
      json.writeArrayPropertyStart("by_order");
      for (OrderEvaluation order : byOrder) {
        json.writeStartObject();
        json.writeNumberProperty("order", order.order());
        json.writeNumberProperty("tokens", order.tokens());
        json.writeNumberProperty("total_nats", order.totalNats());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
