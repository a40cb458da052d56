package dev.prose.plot;

import dev.prose.token.Tokenizer;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws tokens as points of a plane, each as what it is. */
public final class TokenPlane {
  private static final int LEFT = 50; // of the plane, in pixels
  private static final int RIGHT = PngFile.WIDTH - 50;
  private static final int TOP = 95;
  private static final int BOTTOM = PngFile.HEIGHT - 60;
  private static final int LARGEST = 20; // of the letters
  private static final int SMALLEST = 11;
  private static final int FEW = 100; // tokens that may have the largest ones
  private static final int MARGIN = 60; // for two halves of labels
  private static final Color AXIS = new Color(0xDDDDDD);
  private static final Color LEADER = new Color(0x999999); // from a point to its label

  /** What a token begins with, and its colour, which differs in lightness too. */
  private enum Kind {
    LOWER("small letters", 0x1F77B4),
    CAPITAL("capitals", 0xB03A2E),
    DIGIT("digits", 0x2E8B57),
    OTHER("other signs", 0x555555);

    final String name;
    final Color color;

    Kind(String name, int color) {
      this.name = name;
      this.color = new Color(color);
    }

    static Kind of(String text) {
      int c = text.strip().codePoints().findFirst().orElse(' ');
      if (Character.isUpperCase(c)) {
        return CAPITAL;
      }
      return Character.isLetter(c) ? LOWER : Character.isDigit(c) ? DIGIT : OTHER;
    }
  }

  private final Tokenizer tokenizer;
  private final int[] tokens;
  private final double[][] coordinates; // [token][x, y]
  private final double[] shares; // [x, y]

  private TokenPlane(Tokenizer tokenizer, int[] tokens, double[][] coordinates, double[] shares) {
    this.tokenizer = tokenizer;
    this.tokens = tokens;
    this.coordinates = coordinates;
    this.shares = shares;
  }

  /**
   * Draws tokens.
   *
   * @param file a name that ends in {@code .png}
   * @param tokens those to draw
   * @param coordinates of each: x, y
   * @param shares of all variance of the points that is along x, and along y
   * @throws IllegalArgumentException if the name does not end so
   * @throws IOException if the picture cannot be drawn or written
   */
  public static void write(
      Path file, Tokenizer tokenizer, int[] tokens, double[][] coordinates, double[] shares)
      throws IOException {
    PngFile.write(file, new TokenPlane(tokenizer, tokens, coordinates, shares)::paint);
  }

  private void paint(Graphics2D graphics) {
    title(graphics);
    axes(graphics);
    List<Point2D> points = points();
    int size = tokens.length <= FEW ? LARGEST : Math.max(SMALLEST, LARGEST * FEW / tokens.length);
    graphics.setFont(new Font(Font.MONOSPACED, Font.BOLD, size));
    FontMetrics metrics = graphics.getFontMetrics();
    FreePlaces free = new FreePlaces(new Rectangle2D.Double(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP));
    List<Point2D> places = new ArrayList<>();
    graphics.setColor(LEADER);
    for (int i = 0; i < tokens.length; i++) {
      int wide = metrics.stringWidth(tokenizer.shown(tokens[i]));
      Point2D place = free.place(points.get(i), wide + 2, size);
      places.add(place);
      graphics.draw(new Line2D.Double(points.get(i), place));
    }
    for (int i = 0; i < tokens.length; i++) {
      String label = tokenizer.shown(tokens[i]);
      graphics.setColor(Kind.of(tokenizer.decode(tokens[i])).color);
      graphics.drawString(
          label,
          (float) (places.get(i).getX() - metrics.stringWidth(label) / 2.0),
          (float) (places.get(i).getY() + 0.36 * size));
    }
  }

  /** Where the tokens are, in pixels. */
  private List<Point2D> points() {
    double largestX = largest(0);
    double largestY = largest(1);
    List<Point2D> points = new ArrayList<>();
    for (double[] each : coordinates) {
      double x = each[0] / largestX * (RIGHT - LEFT - MARGIN);
      double y = each[1] / largestY * (BOTTOM - TOP - MARGIN);
      points.add(new Point2D.Double((LEFT + RIGHT + x) / 2, (TOP + BOTTOM - y) / 2));
    }
    return points;
  }

  private double largest(int axis) {
    double largest = 0;
    for (double[] each : coordinates) {
      largest = Math.max(largest, Math.abs(each[axis]));
    }
    return largest == 0 ? 1 : largest;
  }

  private void title(Graphics2D graphics) {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    String title =
        String.format(
            Locale.ROOT,
            tokens.length < tokenizer.vocabularySize()
                ? "%,d of %,d %ss as the network takes them in"
                : "%,d %3$ss as the network takes them in",
            tokens.length,
            tokenizer.vocabularySize(),
            tokenizer.unit());
    int wide = graphics.getFontMetrics().stringWidth(title);
    graphics.drawString(title, (PngFile.WIDTH - wide) / 2, 35);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    int x = LEFT;
    for (Kind kind : kinds()) {
      graphics.setColor(kind.color);
      graphics.drawString(kind.name, x, 70);
      x += graphics.getFontMetrics().stringWidth(kind.name) + 30;
    }
  }

  /** Those that the tokens have. */
  private Set<Kind> kinds() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Arrays.stream(tokens).forEach(token -> kinds.add(Kind.of(tokenizer.decode(token))));
    return kinds;
  }

  private void axes(Graphics2D graphics) {
    graphics.setColor(AXIS);
    graphics.drawRect(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
    graphics.drawLine(LEFT, (TOP + BOTTOM) / 2, RIGHT, (TOP + BOTTOM) / 2);
    graphics.drawLine((LEFT + RIGHT) / 2, TOP, (LEFT + RIGHT) / 2, BOTTOM);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    String below =
        String.format(
            Locale.ROOT,
            "first principal component: %.0f %% of the variance; upwards the second: %.0f %%",
            100 * shares[0],
            100 * shares[1]);
    int wide = graphics.getFontMetrics().stringWidth(below);
    graphics.drawString(below, (PngFile.WIDTH - wide) / 2, BOTTOM + 35);
  }
}
