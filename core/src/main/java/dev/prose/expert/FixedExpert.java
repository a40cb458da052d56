package dev.prose.expert;

import dev.prose.data.LastTokens;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A network whose weights stay, with all of the text in its state or only the last tokens. */
final class FixedExpert implements ExpertReader {
  private final Reader reader;
  private final LineStarts lines;
  private final @Nullable LastTokens last;
  private boolean begun;

  FixedExpert(NeuralModel expert) {
    this(expert, null);
  }

  /**
   * @param last the tokens that it may remember; null for all
   */
  FixedExpert(NeuralModel expert, @Nullable LastTokens last) {
    this.reader = expert.network().reader(expert.weights());
    this.lines = expert.lines();
    this.last = last;
    begin();
  }

  private void begin() {
    reader.restart();
    begun = false;
    lines.lineEnd().ifPresent(this::read);
  }

  @Override
  public void logits(float[] target) {
    if (begun) {
      reader.logits(target);
    } else {
      Arrays.fill(target, 0);
    }
  }

  @Override
  public void advance(int token, float[] mixtureLogs) {
    if (last != null) {
      if (last.isFull()) {
        begin();
        Arrays.stream(last.beginAnew()).forEach(this::read);
      }
      last.add(token);
    }
    read(token);
  }

  private void read(int token) {
    if (lines.begins(token)) {
      reader.restart();
    }
    reader.read(token);
    begun = true;
  }
}
