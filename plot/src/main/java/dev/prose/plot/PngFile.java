package dev.prose.plot;

import dev.prose.file.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The file of a picture, 1200 x 800 pixels. */
public final class PngFile {
  static final int WIDTH = 1200; // pixels
  static final int HEIGHT = 800;

  static {
    beHeadless();
  }

  private PngFile() {}

  /** Tells AWT that no display is needed, which has to come before anything else of AWT's. */
  static void beHeadless() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  /** What is in the picture. */
  @FunctionalInterface
  interface Drawing {
    void paint(Graphics2D graphics);
  }

  /**
   * Says whether a picture can have this name, to be asked before long work.
   *
   * @throws IllegalArgumentException if the name does not end in {@code .png}
   * @throws FileSystemException if its folder is not there, or if a folder has its place
   */
  public static void requirePossible(Path file) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new IllegalArgumentException(
          "a picture is a PNG file, so its name must end in .png, but is " + file);
    }
    Path folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(
          file.toString(), null, "there is no folder " + folder + " to keep it in");
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder and not a picture");
    }
  }

  /**
   * Draws a picture and keeps it. What was there under this name stays until the new one is whole.
   *
   * @throws IllegalArgumentException if the name does not end in {@code .png}
   * @throws IOException if there are no fonts to draw with, or if the file cannot be written
   */
  static void write(Path file, Drawing drawing) throws IOException {
    requirePossible(file);
    requireFonts();
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    drawing.paint(graphics);
    graphics.dispose();
    AtomicFile.replace(file, encoded(image));
  }

  // A system without a font, as containers often are, has many ways to say so.
  private static void requireFonts() throws IOException {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 10).canDisplay('a');
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IOException(
          "a picture needs a font, and Java finds none here (%s). Install one, on Debian and Ubuntu with: apt-get install fontconfig fonts-dejavu-core"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static byte[] encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }
}
