package dev.prose.cli.family.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.model.ModelPicture;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.Report;
import dev.prose.cli.output.TextOutput;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.token.Tokenizer;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.chars.CharTokenizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person sees of a network. */
class NeuralViewTest {
  private static final CharTokenizer TOKENIZER = CharTokenizer.of("\nTbenorty ,");

  @TempDir private Path folder;

  /** A tiny network with its first weights, and larger matrices in a transformer. */
  private static NeuralModel model(NetworkKind kind, Tokenizer tokenizer, LineStarts lines) {
    NetworkShape shape = new NetworkShape(2, 2, 8, 4, 3, 6, false, 0);
    NeuralModel model =
        new NeuralModel(
            kind.network(shape, tokenizer.vocabularySize()),
            kind.network(shape, tokenizer.vocabularySize()).initial(1337),
            lines);
    float scale = kind == NetworkKind.GPT2 ? 40 : 1; // else it looks everywhere alike
    for (float[] row : model.weights().all().get(2).values()) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= scale;
      }
    }
    return model;
  }

  private static String shown(NeuralModel model, Tokenizer tokenizer, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TextOutput output = new TextOutput(out, StandardCharsets.UTF_8);
    int[] context = tokenizer.encode(text);
    NeuralKind kind = new NeuralKind(model.type());
    kind.showNext(
        new NextTokens(
            new Report(output), model, tokenizer, context, kind.expects(model, context), 1));
    output.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theAttentionOfEachHeadIsARowBelowTheText() {
    assertThat(shown(model(NetworkKind.GPT, TOKENIZER, LineStarts.NONE), TOKENIZER, "To be\nor"))
        .isEqualTo(
            """
            '\\n'    0.0909  ████

            Where each head looks (░ 5 %, ▒ 15 %, ▓ 30 %, █ 60 % of its attention or more)
            layer head  To be\\nor  most at
                1    1    ·▓·░░▒░  'b', 4 back, 0.51
                1    2    ░▓·▒▒░▒  'b', 4 back, 0.42
                2    1    ░▓·░░▒░  'b', 4 back, 0.46
                2    2    ▒··░░▓·  'o', 1 back, 0.53
            """);
  }

  @Test
  void aLongTextIsCutOnItsLeft() {
    NeuralModel model = model(NetworkKind.GPT2, TOKENIZER, LineStarts.NONE);
    String shown = shown(model, TOKENIZER, "To be or not to be, ".repeat(5) + "or not");
    assertThat(shown)
        .isEqualTo(
            """
            't'     0.0997  ████

            Where each head looks (░ 5 %, ▒ 15 %, ▓ 30 %, █ 60 % of its attention or more)
            layer head  …be or not to be, To be or not to be, or not  most at
                1    1                                          █··▒  ' ', 3 back, 0.76
                1    2                                          ▓▓░░  'n', 2 back, 0.50
                2    1                                          ▒▒▒▒  ' ', 3 back, 0.25
                2    2                                          ▒▒▒▒  't', the last, 0.25
            """);
  }

  @Test
  void whereEachLineIsATextOtherLinesAreNotLookedAt() {
    LineStarts lines = LineStarts.at(TOKENIZER.encode("\n")[0]);
    NeuralModel model = model(NetworkKind.GPT, TOKENIZER, lines);
    assertThat(shown(model, TOKENIZER, "not\nbe"))
        .isEqualTo(
            """
            '\\n'    0.0909  ████

            Where each head looks (░ 5 %, ▒ 15 %, ▓ 30 %, █ 60 % of its attention or more)
            layer head  not\\nbe  most at
                1    1     ▒▒▓▒  'b', 1 back, 0.41
                1    2     ▓▓▓▒  '\\n', 2 back, 0.44
                2    1     ▓▓▒▓  '\\n', 2 back, 0.38
                2    2     ▒▒█▒  'b', 1 back, 0.61
            """);
  }

  @ParameterizedTest
  @EnumSource
  void everyNetworkHasAPicture(NetworkKind kind) throws IOException {
    NeuralModel model = model(kind, TOKENIZER, LineStarts.NONE);
    Path tokens = folder.resolve("tokens.png");
    draw(model, TOKENIZER, tokens);
    Path after = folder.resolve("after.png");
    draw(model, TOKENIZER, after, TOKENIZER.encode("not to be"));
    if (kind == NetworkKind.GPT || kind == NetworkKind.GPT2) {
      assertThat(after).as("attention").isNotEmptyFile();
      assertThat(colours(ImageIO.read(after.toFile()))).isGreaterThan(10);
    } else {
      assertThat(after).as("the tokens all the same").hasSameBinaryContentAs(tokens);
    }
    assertThat(colours(ImageIO.read(tokens.toFile()))).isGreaterThan(10);
  }

  private static void draw(NeuralModel model, Tokenizer tokenizer, Path file, int... context)
      throws IOException {
    ModelPicture picture =
        new NeuralKind(model.type()).picture(model, tokenizer, context).orElseThrow();
    picture.write(file);
  }

  private static long colours(BufferedImage image) {
    int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, 1200);
    return Arrays.stream(pixels).distinct().count();
  }

  private static String characters(int first, int count) {
    return new String(IntStream.range(first, first + count).toArray(), 0, count);
  }

  @Test
  void ofVeryManyTokensThereIsRoomForSome() {
    Tokenizer bytes = new ByteTokenizer();
    EmbeddedTokens shown = EmbeddedTokens.of(model(NetworkKind.MLP, bytes, LineStarts.NONE), bytes);
    assertThat(shown.ids()).hasSize(150).startsWith(0, 1);
    assertThat(shown.rows()).hasDimensions(150, 4);
    Tokenizer mixed =
        CharTokenizer.of(characters(' ', 95) + characters('А', 20) + characters(128, 80));
    EmbeddedTokens longer =
        EmbeddedTokens.of(model(NetworkKind.MLP, mixed, LineStarts.NONE), mixed);
    assertThat(longer.ids()).hasSize(100).doesNotHaveDuplicates();
  }
}
