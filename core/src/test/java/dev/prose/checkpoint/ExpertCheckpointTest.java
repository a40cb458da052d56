package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Tokens;
import dev.prose.expert.MixtureWithExpert;
import dev.prose.expert.Trust;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.model.Cursor;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.recurrent.Gru;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mixtures with an expert in checkpoints, and checkpoints whose parts do not fit. */
class ExpertCheckpointTest {
  private static final String TEXT = "to be or not to be, that is the question:\n".repeat(9);

  @TempDir private Path out;

  private static Checkpoint checkpoint(boolean lines) {
    CharTokenizer tokenizer = CharTokenizer.of(TEXT);
    int size = tokenizer.vocabularySize();
    MixtureTrainer mixture =
        new MixtureTrainer(
            Tokens.of(tokenizer.encode(TEXT), size),
            tokenizer.vocabulary(),
            MixtureOptions.of("small", lines, TEXT.length(), 1).withHidden(3));
    mixture.train((blocks, nats) -> {}, () -> false);
    Gru network = new Gru(size, 4, 1, 0.25);
    LineStarts starts = lines ? new LineStarts(tokenizer.token("\n")) : LineStarts.NONE;
    MixtureWithExpert model =
        new MixtureWithExpert(
            mixture.model(),
            NeuralModel.takingOver(network, network.initial(5), starts),
            new Trust(0.9375, 0.1 + 0.2));
    return new Checkpoint(model, tokenizer, TrainingState.of(Corpus.of("test", TEXT), "test", 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsLoadedPredictsAsWhatWasSaved(boolean lines) throws IOException {
    Checkpoint saved = checkpoint(lines);
    Path folder = saved.save(out.resolve("saved"));
    Checkpoint loaded = Checkpoint.load(folder, OnUnknown.ERROR);
    MixtureWithExpert expected = (MixtureWithExpert) saved.model();
    MixtureWithExpert actual = (MixtureWithExpert) loaded.model();
    assertThat(actual.trust()).isEqualTo(expected.trust());
    for (boolean adaptive : new boolean[] {false, true}) {
      Cursor one = (adaptive ? expected.adaptive() : expected).cursor();
      Cursor other = (adaptive ? actual.adaptive() : actual).cursor();
      for (int token : saved.tokenizer().encode(TEXT.substring(0, 100))) {
        assertThat(other.logProbability(token)).isEqualTo(one.logProbability(token));
        one.advance(token);
        other.advance(token);
      }
    }
    Path again = loaded.save(out.resolve("again"));
    for (String file :
        List.of("config.json", "model_1.contexts", "model_1.safetensors", "model_2.safetensors")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  @Test
  void viewsAreNotKept() {
    Checkpoint whole = checkpoint(false);
    MixtureWithExpert model = (MixtureWithExpert) whole.model();
    for (MixtureWithExpert view : List.of(model.adaptive(), model.remembering(9))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Checkpoint(view, whole.tokenizer(), whole.training()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"expert_trust\" : 0.3 | \"expert_trust\" : 1e300, \"was\" : 0.3 | config.json | at most 100",
        "\"expert_trust\"       | \"trust\"                 | config.json | expert_trust",
        "\"mixture_trust\" : 0.9375 | \"mixture_trust\" : \"NaN\" | config.json | mixture_trust",
        "\"mixture_trust\" : 0.9375 | \"mixture_trust\" : NaN | config.json | ''",
        "\"mixture\" :          | \"mixtures\" :            | config.json | mixture",
        "\"expert\" :           | \"experts\" :             | config.json | expert",
        "\"hidden_size\" : 4    | \"hidden_size\" : 5       | model_2.safetensors | ''",
        "\"num_hidden_layers\" : 1 | \"num_hidden_layers\" : 2 | model_2.safetensors | ''",
        "\"lines\" : false      | \"lines\" : true          | config.json | lines"
      })
  void aConfigOfAnotherModelIsRefused(String what, String with, String where, String why)
      throws IOException {
    Path folder = checkpoint(false).save(out);
    Files.delete(folder.resolve(Manifest.FILE));
    Path config = folder.resolve("config.json");
    String json = Files.readString(config);
    assertThat(json).contains(what);
    Files.writeString(config, json.replace(what, with));
    assertRefused(folder, where, why);
  }

  private static void assertRefused(Path folder, String... inMessage) {
    assertThatThrownBy(() -> Checkpoint.load(folder, OnUnknown.ERROR))
        .isInstanceOf(InvalidFileException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(inMessage));
  }

  @Test
  void onlyOnePartOfLinesIsRefused() throws IOException {
    Path folder = checkpoint(true).save(out);
    Files.delete(folder.resolve(Manifest.FILE));
    Path config = folder.resolve("config.json");
    String json = Files.readString(config);
    Files.writeString(config, json.replaceFirst(",\\s*\"line_end_token_id\" : \\d+", ""));
    assertRefused(folder, "config.json", "only one of the mixture and its expert");
  }
}
