package dev.prose.eval;

import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.token.Tokenizer;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;

/**
 * How well a model predicts a part of a text. The parts of a text, which several machines may
 * evaluate, have together the same evaluation, to the last bit, as the text that is evaluated at
 * once: {@link TextEvaluation}, {@link WordEvaluation}. Not safe for use by several threads.
 */
public final class PartEvaluation implements Serializable {
  private final NatSum nats = new NatSum();
  private long tokens;
  private long characters;
  private long bytes;

  // Of words the first token of a list is predicted too, from the beginning of a line.
  private final NatSum wordNats = new NatSum();
  private final NatSum unknownNats = new NatSum();
  private long words;
  private long unknown;
  private boolean hasUnknown; // also where it is context alone

  /**
   * Evaluates a part, exactly.
   *
   * @param part its tokens, after those that they are predicted from: for an n-gram model as many
   *     as its order - 1, or all that the text has before, and one in any case
   * @param context how many tokens are only there to predict from. Of a text, and of a list, that
   *     begins with the part it is 0: the first token then counts as a word of a list, and nowhere
   *     else
   * @param lines whether each line is a text of its own
   */
  public static PartEvaluation of(
      LanguageModel model, Tokenizer tokenizer, Tokens part, long context, boolean lines) {
    PartEvaluation evaluation = new PartEvaluation();
    long from = Math.max(context, 1);
    if (part.size() > from) {
      long[] units = TextEvaluation.unitsFrom(from, tokenizer, part);
      evaluation.characters = units[0];
      evaluation.bytes = units[1];
    }
    OptionalInt unknown = tokenizer.unknownToken();
    model.surprisals(
        part, evaluation.new Reader(part, context, lines && context == 0 ? 0 : from, unknown));
    return evaluation;
  }

  /** Takes in another part. */
  public void add(PartEvaluation other) {
    nats.add(other.nats);
    tokens += other.tokens;
    characters += other.characters;
    bytes += other.bytes;
    wordNats.add(other.wordNats);
    unknownNats.add(other.unknownNats);
    words += other.words;
    unknown += other.unknown;
    hasUnknown |= other.hasUnknown;
  }

  /** The evaluation of all parts together. */
  public TextEvaluation text() {
    return new TextEvaluation(new Evaluation(nats.total() / tokens, 0, tokens), characters, bytes);
  }

  /**
   * The same in words, as {@link WordEvaluation#of} has it: nothing if no token stands for what is
   * unknown, or the tokenizer is lossless and no token of the text is that one.
   */
  public Optional<WordEvaluation> words(Tokenizer tokenizer) {
    boolean none = tokenizer.unknownToken().isEmpty() || (tokenizer.isLossless() && !hasUnknown);
    return none
        ? Optional.empty()
        : Optional.of(new WordEvaluation(words, unknown, wordNats.total(), unknownNats.total()));
  }

  private final class Reader implements DoubleConsumer {
    private final Tokens part;
    private final long context;
    private final long wordsFrom;
    private final OptionalInt unknownToken;
    private long position;

    Reader(Tokens part, long context, long wordsFrom, OptionalInt unknownToken) {
      this.part = part;
      this.context = context;
      this.wordsFrom = wordsFrom;
      this.unknownToken = unknownToken;
    }

    @Override
    public void accept(double surprisal) {
      if (position >= Math.max(context, 1)) {
        nats.add(surprisal);
        tokens++;
      }
      if (position >= context && unknownToken.isPresent()) {
        addWord(surprisal, part.at(position) == unknownToken.getAsInt());
      }
      position++;
    }

    private void addWord(double surprisal, boolean isUnknown) {
      hasUnknown |= isUnknown;
      if (position >= wordsFrom) {
        wordNats.add(surprisal);
        words++;
        if (isUnknown) {
          unknownNats.add(surprisal);
          unknown++;
        }
      }
    }
  }
}
