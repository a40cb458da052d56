package dev.prose.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Tokens;
import dev.prose.eval.Evaluator;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureEvaluation;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LanguageModelContract;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.Reader;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.recurrent.Gru;
import dev.prose.neural.recurrent.Rnn;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class MixtureWithExpertTest extends LanguageModelContract {
  private static final Trust TRUST = new Trust(0.9, 0.6);
  private static final MixtureWithExpert MODEL = ExpertText.WORDS.model(TRUST);
  private static final Tokens TOKENS = ExpertText.WORDS.tokens().slice(0, 1500);

  @Override
  protected LanguageModel model() {
    return MODEL;
  }

  /** Straight from the formula, of a text and of one whose lines are texts. */
  @Test
  void itIsTheProductOfItsPartsToThePowersOfTheTrust() {
    for (boolean lines : new boolean[] {false, true}) {
      ExpertText text = ExpertText.of(ExpertText.words(300), lines);
      MixtureWithExpert model = text.model(TRUST);
      Cursor cursor = model.cursor();
      Cursor mixture = model.mixture().cursor();
      Reader network = model.expert().network().reader(model.expert().weights());
      int lineEnd = text.tokenizer().token("\n").orElseThrow();
      boolean begun = lines;
      if (lines) {
        network.read(lineEnd);
      }
      float[] logits = new float[model.vocabularySize()];
      for (int token : text.tokens().toArray()) {
        double sum = 0;
        double[] products = new double[logits.length];
        if (begun) {
          network.logits(logits);
        }
        for (int other = 0; other < logits.length; other++) {
          products[other] = Math.exp(0.9 * mixture.logProbability(other) + 0.6 * logits[other]);
          sum += products[other];
        }
        for (int other = 0; other < logits.length; other++) {
          assertThat(Math.exp(cursor.logProbability(other)))
              .isCloseTo(products[other] / sum, within(1e-5));
        }
        cursor.advance(token);
        mixture.advance(token);
        if (lines && token == lineEnd) {
          network.restart();
        }
        network.read(token);
        begun = true;
      }
    }
  }

  @Test
  void withoutTrustInTheExpertItIsTheMixture() {
    MixtureWithExpert alone =
        new MixtureWithExpert(MODEL.mixture(), MODEL.expert(), Trust.MIXTURE_ALONE);
    assertThat(ExpertEvaluation.of(alone, TOKENS, () -> false).nats())
        .isCloseTo(MixtureEvaluation.of(MODEL.mixture(), TOKENS, () -> false).nats(), within(1e-6));
  }

  @Test
  void probabilitiesSumToOneWhetherItLearnsOrForgets() {
    for (MixtureWithExpert model : List.of(MODEL, MODEL.remembering(20), MODEL.adaptive())) {
      Cursor cursor = model.cursor();
      for (int token : new SplitMix64(5).ints(300, 0, model.vocabularySize()).toArray()) {
        double sum = 0;
        for (int other = 0; other < model.vocabularySize(); other++) {
          sum += Math.exp(cursor.logProbability(other));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        cursor.advance(token);
      }
    }
  }

  @Test
  void evaluationIsWhatACursorSaysInEveryMode() {
    for (MixtureWithExpert model : List.of(MODEL, MODEL.remembering(32), MODEL.adaptive())) {
      assertThat(ExpertEvaluation.of(model, TOKENS, () -> false).nats())
          .isCloseTo(Evaluator.exact(model, TOKENS).nats(), within(1e-9));
    }
    assertThatThrownBy(() -> ExpertEvaluation.of(MODEL, TOKENS, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsOlderThanTheMemoryChangesNothing() {
    MixtureWithExpert model = MODEL.remembering(24);
    SplitMix64 random = new SplitMix64(2);
    for (int trial = 0; trial < 20; trial++) {
      Cursor one = model.cursor();
      Cursor other = model.cursor();
      int older = 50 + random.nextInt(50);
      for (int i = 0; i < older; i++) {
        one.advance(random.nextInt(model.vocabularySize()));
        other.advance(random.nextInt(model.vocabularySize()));
      }
      for (int token : random.ints(24, 0, model.vocabularySize()).toArray()) {
        one.advance(token);
        other.advance(token);
      }
      for (int token = 0; token < model.vocabularySize(); token++) {
        assertThat(one.logProbability(token)).isEqualTo(other.logProbability(token));
      }
    }
  }

  @Test
  void anAdaptiveCursorLearnsAndTheModelDoesNot() {
    double before = ExpertEvaluation.of(MODEL, TOKENS, () -> false).nats();
    double adaptive = ExpertEvaluation.of(MODEL.adaptive(), TOKENS, () -> false).nats();
    // The network is a random one, from which there is much to learn.
    MixtureWithExpert ofMixture = new MixtureWithExpert(MODEL.mixture(), MODEL.expert(), TRUST);
    double mixtureAlone = Evaluator.exact(onlyMixtureLearns(ofMixture), TOKENS).nats();
    assertThat(adaptive).isLessThan(mixtureAlone - 0.005);
    assertThat(ExpertEvaluation.of(MODEL, TOKENS, () -> false).nats()).isEqualTo(before);
  }

  private static LanguageModel onlyMixtureLearns(MixtureWithExpert model) {
    Mixture adaptive = model.mixture().adaptive(Mixture.DEFAULT_ADAPTATION_RATE);
    return new LanguageModel() {
      @Override
      public Cursor cursor() {
        return new ExpertCursor(
            adaptive.cursor(),
            new FixedExpert(model.expert()),
            model.trust(),
            model.vocabularySize());
      }

      @Override
      public String type() {
        return model.type();
      }

      @Override
      public int vocabularySize() {
        return model.vocabularySize();
      }

      @Override
      public long parameterCount() {
        return model.parameterCount();
      }
    };
  }

  @Test
  void theVoteIsWhatTheNetworkChanges() {
    ExpertCursor cursor = MODEL.cursor();
    ExpertCursor alone =
        new MixtureWithExpert(MODEL.mixture(), MODEL.expert(), new Trust(0.9, 0)).cursor();
    for (int token : TOKENS.slice(0, 200).toArray()) {
      double change = cursor.logProbability(token) - cursor.logProbability(0);
      double mixture = alone.logProbability(token) - alone.logProbability(0);
      assertThat(cursor.vote(token) - cursor.vote(0)).isCloseTo(change - mixture, within(1e-4));
      cursor.advance(token);
      alone.advance(token);
    }
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    Mixture mixture = MODEL.mixture();
    NeuralModel expert = MODEL.expert();
    int size = mixture.vocabularySize();
    Rnn rnn = new Rnn(size, 4, 1, 0);
    Gru larger = new Gru(size + 1, 4, 1, 0);
    NeuralModel ofLines = new NeuralModel(expert.network(), expert.weights(), LineStarts.at(0));
    List<NeuralModel> unfit =
        List.of(
            new NeuralModel(rnn, rnn.initial(1), LineStarts.NONE),
            new NeuralModel(larger, larger.initial(1), LineStarts.NONE),
            ofLines);
    for (NeuralModel each : unfit) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new MixtureWithExpert(mixture, each, TRUST));
    }
    for (Mixture view : List.of(mixture.adaptive(0.02), mixture.remembering(9))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new MixtureWithExpert(view, expert, TRUST));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.remembering(9).adaptive());
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.adaptive().remembering(9));
    for (double impossible : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -101}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Trust(impossible, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> new Trust(0, impossible));
    }
  }

  @Test
  void numbersThatAreTooLargeAreNoPrediction() {
    Weights huge = MODEL.expert().weights().copy();
    for (Weight weight : huge.all()) {
      for (float[] row : weight.values()) {
        Arrays.fill(row, 3e38f);
      }
    }
    NeuralModel broken = new NeuralModel(MODEL.expert().network(), huge, LineStarts.NONE);
    MixtureWithExpert model = new MixtureWithExpert(MODEL.mixture(), broken, new Trust(0.9, 2));
    assertThatThrownBy(() -> ExpertEvaluation.of(model, TOKENS, () -> false))
        .isInstanceOf(InvalidDataException.class);
    Cursor cursor = model.cursor();
    cursor.advance(0);
    assertThatThrownBy(() -> cursor.logProbability(0)).isInstanceOf(InvalidDataException.class);
  }
}
