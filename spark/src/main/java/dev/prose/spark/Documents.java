package dev.prose.spark;

import dev.prose.count.TokenRange;
import dev.prose.data.TextSurvey;
import dev.prose.data.TokenBuffer;
import dev.prose.data.TokenFile;
import dev.prose.data.Tokens;
import dev.prose.file.TemporaryFile;
import dev.prose.text.CodePoints;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import scala.Tuple2;

/** Documents, each of which is a text of its own. All of them train. */
final class Documents implements CountableText {
  private static final int[] LINE_END = {'\n'};

  private final Dataset<String> documents;
  private final Tokenizer tokenizer;
  private final int lineEnd;
  private final Shared<TokenizerBox> box;

  private Documents(
      Dataset<String> documents, Tokenizer tokenizer, int lineEnd, Shared<TokenizerBox> box) {
    this.documents = documents;
    this.tokenizer = tokenizer;
    this.lineEnd = lineEnd;
    this.box = box;
  }

  static Documents of(Dataset<String> documents, Tokenizer tokenizer, Cluster cluster) {
    return new Documents(
        documents, tokenizer, lineEnd(tokenizer), cluster.share(new TokenizerBox(tokenizer)));
  }

  /**
   * The token that stands between documents.
   *
   * @throws InvalidDataException if there is none
   */
  static int lineEnd(Tokenizer tokenizer) {
    return tokenizer
        .token("\n")
        .orElseThrow(() ->
            new InvalidDataException(
                "documents are texts of their own, but the vocabulary of %,d tokens has no line end to stand between them"
                    .formatted(tokenizer.vocabularySize())));
  }

  /**
   * Learns a tokenizer from documents. A line end stands behind each that does not end in one, as a
   * text of its own, so that no token goes across.
   */
  static Tokenizer tokenizer(Dataset<String> documents, TextSurvey empty) {
    Optional<TextSurvey> all =
        documents
            .javaRDD()
            .mapPartitions(texts -> {
              while (texts.hasNext()) {
                String text = texts.next();
                if (text != null) {
                  add(text, empty);
                }
              }
              return List.of(Sent.of(empty)).iterator();
            })
            .mapToPair(survey -> new Tuple2<>(0, survey))
            .reduceByKey((a, b) -> Sent.of(plus(a.value(), b.value())))
            .values()
            .collect()
            .stream()
            .map(Sent::value)
            .findFirst();
    return all.orElse(empty).tokenizer();
  }

  private static TextSurvey plus(TextSurvey a, TextSurvey b) {
    a.add(b);
    return a;
  }

  private static void add(String text, TextSurvey survey) {
    CodePoints codePoints = new CodePoints(text);
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      survey.add(codePoints.chunk(), count);
    }
    survey.end();
    if (!text.endsWith("\n")) {
      survey.add(LINE_END, 1);
      survey.end();
    }
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public OptionalInt separator() {
    return OptionalInt.of(lineEnd);
  }

  @Override
  public int[] beginning(int most) {
    return new int[0];
  }

  @Override
  public JavaRDD<Block> runs(int order) {
    Shared<TokenizerBox> shared = box;
    int separator = lineEnd;
    return documents.javaRDD().mapPartitions(texts -> run(texts, shared, separator, order));
  }

  private static Iterator<Block> run(
      Iterator<String> texts, Shared<TokenizerBox> shared, int separator, int order)
      throws IOException {
    Tokenizer its = shared.value().tokenizer();
    TokenFile file =
        Cluster.closedWithTask(
            new TokenFile(TemporaryFile.in(Cluster.temporaryFolder()), its.vocabularySize()));
    TokenBuffer buffer = new TokenBuffer(file);
    while (texts.hasNext()) {
      String text = texts.next();
      if (text != null) {
        Encoder encoder = its.encoder();
        CodePoints codePoints = new CodePoints(text);
        long before = buffer.total();
        for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
          encoder.encode(codePoints.chunk(), count, buffer);
          buffer.writeIfFull();
        }
        encoder.end(buffer);
        if (buffer.total() == before || buffer.last() != separator) {
          buffer.token(separator, 0);
        }
      }
    }
    buffer.write();
    Tokens tokens = file.tokens();
    return Cluster.run(
        new TokenRange(tokens, tokens.size(), true, true), order, OptionalInt.of(separator));
  }
}
