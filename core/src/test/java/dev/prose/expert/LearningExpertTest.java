package dev.prose.expert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Reader;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.recurrent.Gru;
import dev.prose.neural.recurrent.RecurrentReader;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Dynamic evaluation against a plain version that finds gradients by differences. */
class LearningExpertTest {
  private static final int SEGMENT = 32;
  private static final double RATE = 0.1;
  private static final double RETURN = 0.02;
  private static final float STEP = 0.01f;

  private final NeuralModel network = ExpertText.WORDS.network(3);
  private final int vocabularySize = network.vocabularySize();
  private final int[] text = new SplitMix64(1).ints(2 * SEGMENT + 5, 0, vocabularySize).toArray();
  private final float[][] mixtureLogs = mixtureLogs();

  private float[][] mixtureLogs() {
    SplitMix64 random = new SplitMix64(2);
    float[][] logs = new float[text.length][vocabularySize];
    for (float[] row : logs) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return logs;
  }

  /**
   * The mean surprisal of the first segment's targets, where the mixture's logs are added to the
   * logits.
   */
  private double loss(Weights weights) {
    double sum = 0;
    float[] logits = new float[vocabularySize];
    Reader reader = network.network().reader(weights);
    for (int position = 0; position < SEGMENT; position++) {
      reader.read(text[position]);
      reader.logits(logits);
      double total = 0;
      for (int token = 0; token < logits.length; token++) {
        logits[token] += mixtureLogs[position + 1][token];
        total += Math.exp(logits[token]);
      }
      sum += Math.log(total) - logits[text[position + 1]];
    }
    return sum / SEGMENT;
  }

  /** Of the first segment, which begins with nothing read. */
  private Weights afterOneSegment() {
    Weights weights = network.weights().copy();
    Weights gradient = weights.zeros();
    double squares = 0;
    for (int w = 0; w < weights.all().size(); w++) {
      Weight weight = weights.all().get(w);
      for (int row = 0; row < weight.rows(); row++) {
        float[] values = weight.values()[row];
        for (int i = 0; i < values.length; i++) {
          float value = values[i];
          values[i] = value + STEP;
          double above = loss(weights);
          values[i] = value - STEP;
          double below = loss(weights);
          values[i] = value;
          double slope = (above - below) / (2 * STEP);
          gradient.all().get(w).values()[row][i] = (float) slope;
          squares += slope * slope;
        }
      }
    }
    double rate = RATE / Math.max(1, Math.sqrt(squares));
    for (int w = 0; w < weights.all().size(); w++) {
      for (int row = 0; row < weights.all().get(w).rows(); row++) {
        float[] values = weights.all().get(w).values()[row];
        for (int i = 0; i < values.length; i++) {
          values[i] -= (float) (rate * gradient.all().get(w).values()[row][i]);
        }
      }
    }
    return weights;
  }

  @Test
  void afterASegmentItHasTakenAStepAlongTheGradient() {
    LearningExpert expert = new LearningExpert(network);
    Reader plain = network.network().reader(network.weights());
    for (int position = 0; position < SEGMENT; position++) {
      expert.advance(text[position], mixtureLogs[position]);
      plain.read(text[position]);
      assertThat(logits(expert)).isEqualTo(logits(plain));
    }
    expert.advance(text[SEGMENT], mixtureLogs[SEGMENT]);
    Weights learned = afterOneSegment();
    // What was read before stays as it was read.
    Weights oldThenNew = network.weights().copy();
    RecurrentReader reader = new Gru(vocabularySize, 5, 1, 0.1).reader(oldThenNew);
    Arrays.stream(text, 0, SEGMENT).forEach(reader::read);
    for (int w = 0; w < learned.all().size(); w++) {
      for (int row = 0; row < learned.all().get(w).rows(); row++) {
        float[] from = learned.all().get(w).values()[row];
        System.arraycopy(from, 0, oldThenNew.all().get(w).values()[row], 0, from.length);
      }
    }
    reader.takeWeights();
    reader.read(text[SEGMENT]);
    plain.read(text[SEGMENT]);
    assertThat(distance(logits(expert), logits(plain))).isGreaterThan(0.01);
    assertThat(distance(logits(expert), logits(reader))).isLessThan(1e-3);
  }

  /** Of a text that repeats one thing, it expects more and more of it, but not without end. */
  @Test
  void itComesBackWhereNothingIsLeftToLearn() {
    LearningExpert expert = new LearningExpert(network);
    float[] sure = new float[vocabularySize];
    Arrays.fill(sure, -30);
    sure[1] = 0;
    float[] unsure = new float[vocabularySize];
    for (int i = 0; i < 10 * SEGMENT; i++) {
      expert.advance(1, unsure);
    }
    FixedExpert fixed = new FixedExpert(network);
    for (int i = 0; i < 10 * SEGMENT; i++) {
      fixed.advance(1, unsure);
    }
    double learned = distance(logits(expert), logits(fixed));
    assertThat(learned).isGreaterThan(0.1);
    int segments = 100;
    for (int i = 0; i < segments * SEGMENT; i++) {
      expert.advance(1, sure); // the mixture knows it, so that the gradient is nothing
    }
    assertThat(distance(logits(expert), logits(fixed)))
        .isLessThan(3 * Math.pow(1 - RETURN, segments) * learned);
  }

  @Test
  void linesAreTextsOfTheirOwn() {
    NeuralModel ofLines =
        NeuralModel.takingOver(network.network(), network.weights(), LineStarts.at(2));
    LearningExpert expert = new LearningExpert(ofLines);
    FixedExpert fixed = new FixedExpert(ofLines);
    float[] begin = logits(expert);
    assertThat(begin).isEqualTo(logits(fixed));
    for (int i = 0; i < SEGMENT / 2; i++) {
      expert.advance(i % 2, mixtureLogs[i]);
    }
    expert.advance(2, mixtureLogs[0]);
    assertThat(logits(expert)).isEqualTo(begin);
  }

  private float[] logits(ExpertReader reader) {
    float[] logits = new float[vocabularySize];
    reader.logits(logits);
    return logits;
  }

  private float[] logits(Reader reader) {
    float[] logits = new float[vocabularySize];
    reader.logits(logits);
    return logits;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }
}
