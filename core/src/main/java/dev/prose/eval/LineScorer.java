package dev.prose.eval;

import dev.prose.data.OpenText;
import dev.prose.model.LanguageModel;
import dev.prose.token.Encoder;
import dev.prose.token.TokenAligner;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text, gives a score for each of its lines; their surprisals add up to that of the whole
 * text. A token that reaches over a line's end belongs to the line that it begins in.
 */
public final class LineScorer {
  private static final double BIT = Math.log(2); // nats

  private final LanguageModel model;
  private final Consumer<LineScore> sink;
  private @Nullable Scorer scorer; // from the first token on
  private long line = 1;
  private boolean begun; // the line has a character
  private long tokens;
  private long characters;
  private double bits;

  private LineScorer(LanguageModel model, Consumer<LineScore> sink) {
    this.model = model;
    this.sink = sink;
  }

  /**
   * Scores a whole text.
   *
   * @param sink takes each line's score as soon as it is known
   * @throws IOException if it cannot be read
   * @throws dev.prose.token.UnknownCharacterException if it cannot be encoded, before any score is
   *     given
   */
  public static void score(
      LanguageModel model, Tokenizer tokenizer, OpenText text, Consumer<LineScore> sink)
      throws IOException {
    text.encode(tokenizer, (id, characters) -> {});
    LineScorer lines = new LineScorer(model, sink);
    TokenAligner aligner = new TokenAligner(tokenizer, lines::take);
    text.read(aligner::encode);
    aligner.end();
    if (lines.begun) {
      lines.end();
    }
  }

  private void take(int id, String text) {
    begun = true;
    if (id != Encoder.Sink.LEFT_OUT) {
      if (scorer == null) {
        scorer = new Scorer(model, id);
      } else {
        bits += scorer.surprisal(id) / BIT;
        tokens++;
        characters += text.codePointCount(0, text.length());
      }
    }
    long lineEnds = text.chars().filter(unit -> unit == '\n').count();
    if (lineEnds > 0) {
      end();
      line += lineEnds;
    }
  }

  private void end() {
    sink.accept(new LineScore(line, tokens, characters, bits));
    begun = false;
    tokens = 0;
    characters = 0;
    bits = 0;
  }
}
