package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.prose.token.chars.CharTokenizer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link TokenPlane} and {@link AttentionMap}. */
class TokenPicturesTest {
  private static final CharTokenizer TOKENIZER = CharTokenizer.of("ab");

  @TempDir private Path folder;

  private BufferedImage attention(int[] context, float[][][] shares) throws IOException {
    Path file = folder.resolve("attention.png");
    AttentionMap.write(file, TOKENIZER, context, shares);
    return ImageIO.read(file.toFile());
  }

  private static Color color(BufferedImage image, int x, int y) {
    return new Color(image.getRGB(x, y));
  }

  /** One layer of two heads on two tokens: each looks at one of them alone. */
  @Test
  void aHeadIsAColumnAndATokenARow() throws IOException {
    BufferedImage image = attention(new int[] {0, 1}, new float[][][] {{{1, 0}, {0, 1}}});
    Color[] scale = ColorScale.stops();
    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(color(image, 200, 130)).isEqualTo(scale[8]);
    assertThat(color(image, 200, 170)).isEqualTo(scale[0]);
    assertThat(color(image, 350, 130)).isEqualTo(scale[0]);
    assertThat(color(image, 350, 170)).isEqualTo(scale[8]);
    assertThat(color(image, 500, 130)).as("beside them").isEqualTo(Color.WHITE);
  }

  /** What is too far back for a row of its own is in the first one, together. */
  @Test
  void ofALongTextTheBeginningIsOneRow() throws IOException {
    float[] shares = new float[100];
    shares[3] = 0.5f;
    shares[60] = 0.5f;
    BufferedImage image = attention(new int[100], new float[][][] {{shares}});
    Color half = color(image, 200, 125);
    assertThat(half).isNotEqualTo(ColorScale.stops()[0]);
    assertThat(color(image, 200, 140)).as("nothing of it").isEqualTo(ColorScale.stops()[0]);
  }

  @Test
  void manyLayersAndHeadsHaveRoom() throws IOException {
    float[][][] shares = new float[24][16][30];
    for (float[][] layer : shares) {
      for (float[] head : layer) {
        Arrays.fill(head, 1f / 30);
      }
    }
    assertThat(attention(new int[30], shares).getHeight()).isEqualTo(800);
  }

  @Test
  void tokensAreDrawnWhereTheyLieInTheColourOfTheirKind() throws IOException {
    CharTokenizer tokenizer = CharTokenizer.of("\n,A7a");
    int[] tokens = IntStream.range(0, 5).toArray();
    double[][] coordinates = {{-1, 0}, {0, 0}, {0, -1}, {0, 1}, {1, 0}};
    Path file = folder.resolve("plane.png");
    TokenPlane.write(file, tokenizer, tokens, coordinates, new double[] {0.6, 0.4});
    BufferedImage image = ImageIO.read(file.toFile());
    int small = tokenizer.encode("a")[0];
    assertThat(small).isEqualTo(4);
    assertThat(count(image, new Color(0x1F77B4), 1100, 1140)).as("a").isPositive();
    assertThat(count(image, new Color(0xB03A2E), 580, 620)).as("A").isPositive();
    assertThat(count(image, new Color(0x1F77B4), 300, 1000)).as("nothing else").isZero();
  }

  /** How many pixels of a colour are between two columns of the plane. */
  private static long count(BufferedImage image, Color color, int from, int to) {
    return IntStream.range(from, to)
        .flatMap(x -> IntStream.range(95, 740).map(y -> image.getRGB(x, y)))
        .filter(pixel -> pixel == color.getRGB())
        .count();
  }

  @Test
  void tokensThatAreAllAlikeAreDrawnToo() throws IOException {
    Path file = folder.resolve("plane.png");
    TokenPlane.write(file, TOKENIZER, new int[] {0, 1}, new double[2][2], new double[2]);
    assertThat(file).isNotEmptyFile();
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            TokenPlane.write(
                folder.resolve("plane.jpg"),
                TOKENIZER,
                new int[] {0},
                new double[1][2],
                new double[2]))
        .withMessageContaining("must end in .png");
  }
}
