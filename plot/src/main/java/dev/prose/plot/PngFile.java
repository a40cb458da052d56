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

/** Writes a picture of 1200 x 800 pixels to a PNG file. */
public final class PngFile {
  static final int WIDTH = 1200; // pixels
  static final int HEIGHT = 800;

  static {
    beHeadless();
  }

  private PngFile() {}

  /** Tells AWT that no display is needed. Call it before AWT is loaded. */
  static void beHeadless() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  /** Paints the picture. */
  @FunctionalInterface
  interface Drawing {
    void paint(Graphics2D graphics);
  }

  /**
   * Checks whether a picture can have this name. Call it before long work.
   *
   * @throws IllegalArgumentException if the name does not end in {@code .png}
   * @throws FileSystemException if the file's folder does not exist, or a folder has the file's
   *     name
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
   * Draws a picture and writes it. An existing file stays until the new one is complete.
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

  // AWT reports a system without fonts, as containers often are, in many ways.
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
