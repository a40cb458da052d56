package dev.prose.expert;

import dev.prose.mixture.Mixture;
import dev.prose.model.LanguageModel;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.recurrent.Gru;
import java.util.OptionalInt;

/**
 * A mixture of counted contexts with an expert on top: a recurrent network that has learned what
 * the mixture leaves. A token's probability is
 *
 * <pre>  P(token) ∝ exp(α ln M(token) + β r(token))</pre>
 *
 * <p>where M is what the mixture expects, r the network's logit, and α and β are its {@link Trust}:
 * a product of experts (Hinton, "Training products of experts by minimizing contrastive
 * divergence", 2002), or a log-linear interpolation (Klakow, "Log-linear interpolation of language
 * models", 1998).
 *
 * <p>Predicting does not change the model. Cursors learn only where {@link #adaptive} asks for it.
 */
public final class MixtureWithExpert implements LanguageModel {
  /** The {@link #type} of every mixture with an expert. */
  public static final String TYPE = "mixture-with-expert";

  private final Mixture mixture; // a view, where this is one
  private final NeuralModel expert;
  private final Trust trust;

  /**
   * @param mixture no view of another one
   * @param expert a GRU
   * @throws IllegalArgumentException if they are not such, or have different vocabularies, or only
   *     one of them takes each line as a text of its own
   */
  public MixtureWithExpert(Mixture mixture, NeuralModel expert, Trust trust) {
    this(expert, trust, mixture);
    if (mixture.isView()) {
      throw new IllegalArgumentException("the mixture is a view of another one");
    }
    if (!(expert.network() instanceof Gru)) {
      throw new IllegalArgumentException(
          "the expert is of the type %s, and only a gru can be one".formatted(expert.type()));
    }
    if (mixture.vocabularySize() != expert.vocabularySize()) {
      throw new IllegalArgumentException(
          "the mixture knows %,d tokens, and the expert %,d"
              .formatted(mixture.vocabularySize(), expert.vocabularySize()));
    }
    if (mixture.shape().lines() != expert.lines().lineEnd().isPresent()) {
      throw new IllegalArgumentException(
          "only one of the mixture and its expert takes each line as a text of its own");
    }
  }

  private MixtureWithExpert(NeuralModel expert, Trust trust, Mixture mixture) {
    this.mixture = mixture;
    this.expert = expert;
    this.trust = trust;
  }

  /** What counts; a view of it where this model is a view. */
  public Mixture mixture() {
    return mixture;
  }

  /** The network. Its predictions by itself mean nothing. */
  public NeuralModel expert() {
    return expert;
  }

  public Trust trust() {
    return trust;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public int vocabularySize() {
    return mixture.vocabularySize();
  }

  /** The mixture's counts and weights, the network's weights, and the two trusts. */
  @Override
  public long parameterCount() {
    return mixture.parameterCount() + expert.parameterCount() + 2;
  }

  /** Whether this model's cursors learn. */
  public boolean isAdaptive() {
    return mixture.isAdaptive();
  }

  /** How many of the last tokens a prediction may depend on, if there is a limit. */
  public OptionalInt memoryCharacters() {
    return mixture.memoryCharacters();
  }

  /** Whether this is a view of another model: with a limited memory, or with cursors that learn. */
  public boolean isView() {
    return mixture.isView();
  }

  /**
   * A view of this model whose predictions depend on at most the last tokens; see {@link
   * Mixture#remembering}.
   *
   * @throws IllegalArgumentException if there are fewer than 1, or the model's cursors learn
   */
  public MixtureWithExpert remembering(int characters) {
    return new MixtureWithExpert(expert, trust, mixture.remembering(characters));
  }

  /**
   * A view of this model whose cursors learn from each token that they advance by: the mixture as
   * its own {@linkplain Mixture#adaptive cursors} do, and the network by {@link LearningExpert}.
   *
   * @throws IllegalArgumentException if the memory is limited
   */
  public MixtureWithExpert adaptive() {
    return new MixtureWithExpert(expert, trust, mixture.adaptive(Mixture.DEFAULT_ADAPTATION_RATE));
  }

  @Override
  public ExpertCursor cursor() {
    return new ExpertCursor(mixture.cursor(), ExpertReader.of(this), trust, vocabularySize());
  }
}
