package dev.prose.expert;

import dev.prose.json.JsonObject;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureFormat;
import dev.prose.model.ModelFormat;
import dev.prose.model.ModelInput;
import dev.prose.model.ModelOutput;
import dev.prose.model.Predictor;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NeuralFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mixture and its expert as the two parts of a checkpoint, each in its own format. */
public record ExpertFormat() implements ModelFormat {
  private static final ModelFormat MIXTURE = new MixtureFormat();
  private static final ModelFormat EXPERT = new NeuralFormat(NetworkKind.GRU);

  // Keys of config.json. The parts are numbered as their files are.
  private static final String MIXTURE_CONFIG = "mixture";
  private static final String EXPERT_CONFIG = "expert";
  private static final String MIXTURE_TRUST = "mixture_trust";
  private static final String EXPERT_TRUST = "expert_trust";
  private static final int MIXTURE_PART = 1;
  private static final int EXPERT_PART = 2;

  @Override
  public String type() {
    return MixtureWithExpert.TYPE;
  }

  @Override
  public int mostTokens() {
    return Math.min(MIXTURE.mostTokens(), EXPERT.mostTokens());
  }

  @Override
  public void check(Predictor model) {
    MixtureWithExpert both = (MixtureWithExpert) model;
    MIXTURE.check(both.mixture());
    EXPERT.check(both.expert());
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    MixtureWithExpert both = (MixtureWithExpert) model;
    Map<String, Object> config = new LinkedHashMap<>();
    config.put(MIXTURE_TRUST, both.trust().mixture());
    config.put(EXPERT_TRUST, both.trust().expert());
    config.put(MIXTURE_CONFIG, MIXTURE.config(both.mixture()));
    config.put(EXPERT_CONFIG, EXPERT.config(both.expert()));
    return config;
  }

  @Override
  public void write(Predictor model, ModelOutput output) throws IOException {
    MixtureWithExpert both = (MixtureWithExpert) model;
    MIXTURE.write(both.mixture(), output.part(MIXTURE_PART));
    EXPERT.write(both.expert(), output.part(EXPERT_PART));
  }

  @Override
  public Predictor read(ModelInput input) throws IOException {
    JsonObject config = input.config();
    Mixture mixture =
        (Mixture) MIXTURE.read(input.part(MIXTURE_PART, config.object(MIXTURE_CONFIG)));
    NeuralModel expert =
        (NeuralModel) EXPERT.read(input.part(EXPERT_PART, config.object(EXPERT_CONFIG)));
    Trust trust = trust(config);
    try {
      return new MixtureWithExpert(mixture, expert, trust);
    } catch (IllegalArgumentException e) {
      throw config.invalid(EXPERT_CONFIG, "cannot be: " + e.getMessage());
    }
  }

  private static Trust trust(JsonObject config) {
    double mixture = config.number(MIXTURE_TRUST);
    double expert = config.number(EXPERT_TRUST);
    try {
      return new Trust(mixture, expert);
    } catch (IllegalArgumentException e) {
      throw config.invalid(EXPERT_TRUST, "cannot be: " + e.getMessage());
    }
  }
}
