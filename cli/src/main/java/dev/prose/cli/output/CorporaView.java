package dev.prose.cli.output;

import dev.prose.text.CorpusOrigin;
import dev.prose.text.CorpusProvider;
import dev.prose.token.CharacterNames;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The corpora that are known by name, for a person or for a program. */
public record CorporaView(List<CorpusProvider> corpora) {
  private static final int WIDTH = 16; // characters, for a name

  public void show(Report report) {
    for (CorpusProvider corpus : corpora) {
      line(report, corpus.name(), corpus.description());
      switch (corpus.origin()) {
        case CorpusOrigin.BuiltIn(String edition) -> line(report, "", "built in: " + edition);
        case CorpusOrigin.Downloaded download -> {
          line(report, "", "from " + download.address());
          line(
              report,
              "",
              download.isKept()
                  ? "here already: " + download.file().orElseThrow()
                  : "not here yet: prose data --fetch " + corpus.name());
        }
      }
    }
  }

  private static void line(Report report, String name, String text) {
    report.text("%-" + WIDTH + "s  %s", name, CharacterNames.escaped(text));
  }

  public void json(TextOutput out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeArrayPropertyStart("corpora");
          corpora.forEach(corpus -> json(corpus, json));
          json.writeEndArray();
        });
  }

  private static void json(CorpusProvider corpus, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("name", corpus.name());
    json.writeStringProperty("description", corpus.description());
    switch (corpus.origin()) {
      case CorpusOrigin.BuiltIn(String edition) -> {
        json.writeStringProperty("origin", edition);
        json.writeBooleanProperty("built_in", true);
        json.writeBooleanProperty("available", true);
      }
      case CorpusOrigin.Downloaded download -> {
        json.writeStringProperty("origin", download.address().toString());
        json.writeBooleanProperty("built_in", false);
        json.writeBooleanProperty("available", download.isKept());
        download.file().ifPresent(file -> json.writeStringProperty("file", file.toString()));
      }
    }
    json.writeEndObject();
  }
}
