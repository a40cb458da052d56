package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {
  @TempDir private Path folder;

  @Test
  void aPictureTakesThePlaceOfTheOneBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("Picture.PNG"), "the one before");
    PngFile.write(
        file,
        graphics -> {
          assertThat(file).as("until it is whole").hasContent("the one before");
          graphics.setColor(Color.RED);
          graphics.fillRect(1199, 799, 1, 1);
        });
    var image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(image.getHeight()).isEqualTo(800);
    assertThat(image.getRGB(1199, 799)).isEqualTo(Color.RED.getRGB());
    assertThat(image.getRGB(1198, 799)).isEqualTo(Color.WHITE.getRGB());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aPlaceWhereNoPictureCanBeIsRefusedBeforeItIsDrawn() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PngFile.requirePossible(Path.of("table.jpg")))
        .withMessage("a picture is a PNG file, so its name must end in .png, but is table.jpg");
    Path missing = folder.resolve("missing").resolve("table.png");
    assertThatThrownBy(() -> PngFile.write(missing, graphics -> assertThat(graphics).isNull()))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(missing + ": there is no folder " + missing.getParent() + " to keep it in");
    Path taken = Files.createDirectory(folder.resolve("taken.png"));
    assertThatThrownBy(() -> PngFile.requirePossible(taken))
        .hasMessage(taken + ": is a folder and not a picture");
    PngFile.requirePossible(Path.of("table.png"));
  }

  /** A JVM that finds no font, as in many a container. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aSystemWithoutFontsIsExplained() throws IOException, InterruptedException {
    Path configuration = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig/>");
    Path file = folder.resolve("table.png");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + folder, // where Java keeps what it once found
            "-cp",
            System.getProperty("java.class.path"),
            Draw.class.getName(),
            file.toString());
    builder.environment().put("FONTCONFIG_FILE", configuration.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("a picture needs a font, and Java finds none here", "apt-get install fontconfig");
    assertThat(file).doesNotExist();
  }

  /** Draws nothing into the file that it is given, and prints why it could not. */
  static final class Draw {
    private Draw() {}

    public static void main(String[] args) {
      try {
        PngFile.write(Path.of(args[0]), graphics -> {});
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
