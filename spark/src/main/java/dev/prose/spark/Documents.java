package dev.prose.spark;

import dev.prose.count.TokenRange;
import dev.prose.data.TextSurvey;
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
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;

/** Documents, each of which is a text of its own. All of them train. */
final class Documents implements CountableText {
  private static final int[] LINE_END = {'\n'};

  private final Dataset<String> documents;
  private final Tokenizer tokenizer;
  private final int lineEnd;
  private final Broadcast<TokenizerBox> box;

  private Documents(
      Dataset<String> documents, Tokenizer tokenizer, int lineEnd, Broadcast<TokenizerBox> box) {
    this.documents = documents;
    this.tokenizer = tokenizer;
    this.lineEnd = lineEnd;
    this.box = box;
  }

  static Documents of(Dataset<String> documents, Tokenizer tokenizer, Cluster cluster) {
    int lineEnd =
        tokenizer
            .token("\n")
            .orElseThrow(() ->
                new InvalidDataException(
                    "documents are texts of their own, but the vocabulary of %,d tokens has no line end to stand between them"
                        .formatted(tokenizer.vocabularySize())));
    return new Documents(
        documents, tokenizer, lineEnd, cluster.spark().broadcast(new TokenizerBox(tokenizer)));
  }

  /** Learns a tokenizer from documents; it has a line end in any case. */
  static Tokenizer tokenizer(Dataset<String> documents, TextSurvey empty) {
    return documents
        .javaRDD()
        .mapPartitions(texts -> {
          add(empty, LINE_END, 1);
          while (texts.hasNext()) {
            CodePoints codePoints = new CodePoints(texts.next());
            for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
              empty.add(codePoints.chunk(), count);
            }
            add(empty, LINE_END, 1);
          }
          return List.of(empty).iterator();
        })
        .treeReduce((a, b) -> {
          a.add(b);
          return a;
        })
        .tokenizer();
  }

  private static void add(TextSurvey survey, int[] codePoints, int count) {
    survey.add(codePoints, count);
    survey.end();
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
    Broadcast<TokenizerBox> shared = box;
    int separator = lineEnd;
    return documents.javaRDD().mapPartitions(texts -> run(texts, shared, separator, order));
  }

  private static Iterator<Block> run(
      Iterator<String> texts, Broadcast<TokenizerBox> shared, int separator, int order)
      throws IOException {
    Tokenizer its = shared.value().tokenizer();
    TokenFile file =
        new TokenFile(TemporaryFile.in(SpanTokens.temporaryFolder()), its.vocabularySize());
    try {
      TokenBuffer buffer = new TokenBuffer(file);
      while (texts.hasNext()) {
        String text = texts.next();
        Encoder encoder = its.encoder();
        CodePoints codePoints = new CodePoints(text);
        for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
          encoder.encode(codePoints.chunk(), count, buffer);
          buffer.writeIfFull();
        }
        encoder.end(buffer);
        if (!text.endsWith("\n")) {
          buffer.token(separator, 0);
        }
      }
      buffer.write();
      Tokens tokens = file.tokens();
      return Cluster.run(
          new TokenRange(tokens, tokens.size(), true, true),
          file,
          order,
          OptionalInt.of(separator));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
