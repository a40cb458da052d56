package dev.prose.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.data.Tokens;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a mixture expects of its own text, against counts that lack a part of it. */
class OutOfFoldTest {
  private static final MixtureText TEXT = MixtureText.ofLongLines(3, false);
  private static final MixtureOptions OPTIONS =
      MixtureOptions.of("medium,next-class", false, TEXT.tokens().length, 1).withHidden(5);

  private static MixtureTrainer trainer() {
    MixtureTrainer trainer =
        new MixtureTrainer(
            Tokens.of(TEXT.tokens(), TEXT.vocabularySize()),
            TEXT.tokenizer().vocabulary(),
            OPTIONS);
    trainer.train((blocks, nats) -> {}, () -> false);
    return trainer;
  }

  @Test
  void itIsExpectedWithoutTheBlockAndWithAMemoryOfAllBeforeIt() {
    int[] tokens = TEXT.tokens();
    int size = TEXT.vocabularySize();
    MixtureTrainer trainer = trainer();
    float[][] expected = new float[tokens.length][];
    trainer.expectOutOfFold(
        position -> position % 3 > 0,
        (position, logs) -> expected[position] = logs.clone(),
        () -> false);
    Kinds kinds = trainer.model().kinds();
    CountedText counted = new CountedText(tokens.clone(), size, kinds);
    int blocks = OPTIONS.plan().blocks();
    int margin = OPTIONS.plan().margin(tokens.length);
    Combination combination = new Combination(kinds, trainer.model().weights(), TEXT.frequent());
    float[] logits = new float[size];
    for (int block = 0; block < blocks; block++) {
      int from = tokens.length * block / blocks;
      int to = tokens.length * (block + 1) / blocks;
      counted.remove(Math.max(0, from - margin), Math.min(tokens.length, to + margin), () -> false);
      Reader reader = new Reader(kinds);
      Arrays.stream(tokens, 0, from).forEach(reader::advance);
      for (int position = from; position < to; position++) {
        if (position % 3 == 0) {
          assertThat(expected[position]).isNull();
        } else {
          Votes votes = new Votes(kinds.size());
          counted.look(
              position, reader, new Bases(size), new NextClass(kinds, WideContexts.ENTRIES), votes);
          new Voting(kinds).vote(votes);
          combination.logits(votes, logits);
          assertThat(expected[position])
              .usingComparatorWithPrecision(1e-5f)
              .containsExactly(logProbabilities(logits));
        }
        reader.advance(tokens[position]);
      }
      counted.putBack();
    }
  }

  private static float[] logProbabilities(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    float[] logs = new float[logits.length];
    for (int symbol = 0; symbol < logs.length; symbol++) {
      logs[symbol] = (float) (logits[symbol] - Math.log(sum));
    }
    return logs;
  }

  @Test
  void itChangesNothingAndCanBeStopped() {
    MixtureTrainer trainer = trainer();
    Tokens tokens = Tokens.of(TEXT.tokens(), TEXT.vocabularySize());
    double before = MixtureEvaluation.of(trainer.model(), tokens, () -> false).nats();
    for (int asks : new int[] {0, 1, 100, 1500}) {
      AtomicInteger left = new AtomicInteger(asks);
      assertThat(
              trainer.expectOutOfFold(
                  position -> true, (position, logs) -> {}, () -> left.getAndDecrement() <= 0))
          .isFalse();
      assertThat(MixtureEvaluation.of(trainer.model(), tokens, () -> false).nats())
          .isEqualTo(before);
    }
  }
}
