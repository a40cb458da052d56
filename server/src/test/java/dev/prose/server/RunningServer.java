package dev.prose.server;

import dev.prose.TextModel;
import dev.prose.corpora.Corpora;
import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.estimate.Estimator;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.estimate.NGramEstimator;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import dev.prose.text.Corpus;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A server with a bigram table, n-grams and a mixture of a small text. */
final class RunningServer implements AutoCloseable {
  static final String TEXT =
      "to be or not to be, that is the question: whether 'tis nobler é 😀\n".repeat(40);

  private final ServedModels models = new ServedModels();
  private final ProseServer server;
  private final Client client;

  RunningServer() throws IOException {
    this(Corpus.of("test", TEXT), ProseServer.Limits.DEFAULT);
  }

  RunningServer(Corpus corpus, ProseServer.Limits limits) throws IOException {
    TokenizedText text = TokenKinds.byDefault().tokenize(corpus);
    Split split = text.split(0.9);
    Map<String, Estimator<?>> estimators = new LinkedHashMap<>();
    estimators.put("bigram", AdditiveBigramEstimator.DEFAULT);
    estimators.put("ngram", NGramEstimator.DEFAULT.withOrder(4));
    estimators.put("mixture", MixtureEstimator.DEFAULT);
    for (Map.Entry<String, Estimator<?>> each : estimators.entrySet()) {
      models.put(
          new ServedModel(
              each.getKey(),
              TextModel.train(text, split, each.getValue()),
              Instant.ofEpochSecond(1_700_000_000),
              Optional.of(BigramCounts.of(split.train()))));
    }
    server =
        ProseServer.start(ServerOptions.DEFAULT.withPort(0), models, Corpora.installed(), limits);
    client = new Client(server.port());
  }

  ProseServer server() {
    return server;
  }

  Client client() {
    return client;
  }

  TextModel model(String name) {
    return models.require(name).text();
  }

  @Override
  public void close() {
    server.close();
  }
}
