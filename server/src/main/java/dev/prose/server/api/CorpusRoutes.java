package dev.prose.server.api;

import dev.prose.corpora.Corpora;
import dev.prose.server.http.Exchange;
import dev.prose.text.CorpusProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/corpora}: the texts that have a name, and which of them are at hand. */
public final class CorpusRoutes {
  private final Corpora corpora;

  public CorpusRoutes(Corpora corpora) {
    this.corpora = corpora;
  }

  public void corpora(Exchange exchange) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (CorpusProvider corpus : corpora.all()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("name", corpus.name());
      object.put("description", corpus.description());
      object.put("available", corpus.origin().isAtHand());
      list.add(object);
    }
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("corpora", list);
    exchange.reply(reply);
  }
}
