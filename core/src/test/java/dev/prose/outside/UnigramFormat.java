package dev.prose.outside;

import dev.prose.model.ModelFormat;
import dev.prose.model.ModelInput;
import dev.prose.model.ModelOutput;
import dev.prose.model.Predictor;
import dev.prose.numeric.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/** Keeps such models, with a file of a form of its own beside the tensors. */
public final class UnigramFormat implements ModelFormat {
  private static final String TENSOR = "log_probabilities";
  private static final String ENDING = ".note";

  @Override
  public String type() {
    return UnigramModel.TYPE;
  }

  @Override
  public int mostTokens() {
    return 1 << 20;
  }

  @Override
  public void check(Predictor model) {
    // Whatever it says.
  }

  @Override
  public Map<String, Object> config(Predictor model) {
    return Map.of("note", "from outside");
  }

  @Override
  public void write(Predictor model, ModelOutput output) throws IOException {
    float[] values = ((UnigramModel) model).logProbabilities();
    output.tensors(Map.of(TENSOR, new Tensor(new int[] {values.length}, values)));
    ByteBuffer note = StandardCharsets.UTF_8.encode("a note");
    output.file(ENDING, channel -> channel.write(note));
  }

  @Override
  public Predictor read(ModelInput input) throws IOException {
    if (!Files.readString(input.file(ENDING)).equals("a note")
        || !input.config().text("note").equals("from outside")) {
      throw input.config().invalid("note", "is another one");
    }
    try (ModelInput.Tensors tensors = input.tensors()) {
      return new UnigramModel(tensors.read(TENSOR, input.vocabularySize()).values());
    }
  }
}
