package dev.prose.plot;

import dev.prose.token.Tokenizer;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Draws where the heads of a transformer look: a column for each head, a row for each token. */
public final class AttentionMap {
  private static final int MOST_TOKENS = 40; // whose labels have room
  private static final int LONGEST = 14; // characters of a label

  private static final int TOP = 120; // of the cells, in pixels
  private static final int BOTTOM = PngFile.HEIGHT - 70;
  private static final int LEFT = 170;
  private static final int RIGHT = PngFile.WIDTH - 30;
  private static final int GAP = 14; // between layers
  private static final int LEGEND = 26; // a side of its squares
  private static final double[] AMOUNTS = {0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1};
  private static final int ROW = 40; // the most pixels of a row
  private static final int COLUMN = 120;

  private final Tokenizer tokenizer;
  private final int[] context;
  private final float[][][] attention; // [layer][head][place]
  private final int first; // place that has a row of its own; those before have one together
  private final int rows;
  private final double height; // of a row
  private final double width; // of a column

  private AttentionMap(Tokenizer tokenizer, int[] context, float[][][] attention) {
    this.tokenizer = tokenizer;
    this.context = context;
    this.attention = attention;
    this.first = context.length <= MOST_TOKENS ? 0 : context.length - MOST_TOKENS + 1;
    this.rows = context.length - first + (first > 0 ? 1 : 0);
    this.height = Math.min(ROW, (BOTTOM - TOP) / (double) rows);
    int heads = attention.length * attention[0].length;
    double room = (RIGHT - LEFT - GAP * (attention.length - 1)) / (double) heads;
    this.width = Math.min(COLUMN, room);
  }

  /**
   * Draws where each head looks, on its way from the last token of a text to the next.
   *
   * @param file a name that ends in {@code .png}
   * @param context the text's tokens, at least one; of many the last have a row each, and the
   *     others one together
   * @param attention [layer][head][place in the context], shares
   * @throws IllegalArgumentException if the name does not end so
   * @throws IOException if the picture cannot be drawn or written
   */
  public static void write(Path file, Tokenizer tokenizer, int[] context, float[][][] attention)
      throws IOException {
    PngFile.write(file, new AttentionMap(tokenizer, context, attention)::paint);
  }

  private void paint(Graphics2D graphics) {
    title(graphics);
    labels(graphics);
    double x = LEFT;
    for (int layer = 0; layer < attention.length; layer++) {
      int heads = attention[layer].length;
      layer(graphics, layer, x, heads * width);
      for (int head = 0; head < heads; head++) {
        column(graphics, attention[layer][head], x + head * width);
      }
      x += heads * width + GAP;
    }
    legend(graphics);
  }

  private static void title(Graphics2D graphics) {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    centred(graphics, "Where each head looks after the last token", PngFile.WIDTH / 2.0, 35);
  }

  /** The layer's name, and its heads' numbers where there is room. */
  private void layer(Graphics2D graphics, int layer, double left, double wide) {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    centred(graphics, "layer " + (layer + 1), left + wide / 2, TOP - 38);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    int heads = attention[layer].length;
    if (graphics.getFontMetrics().stringWidth(Integer.toString(heads)) < width - 2) {
      for (int head = 0; head < heads; head++) {
        String name = (head == 0 && width > 60 ? "head " : "") + (head + 1);
        centred(graphics, name, left + (head + 0.5) * width, TOP - 12);
      }
    }
  }

  private void labels(Graphics2D graphics) {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.MONOSPACED, Font.PLAIN, (int) Math.clamp(height - 2, 8, 15)));
    FontMetrics metrics = graphics.getFontMetrics();
    for (int row = 0; row < rows; row++) {
      String label = label(row);
      float y = (float) (TOP + (row + 0.5) * height + metrics.getAscent() * 0.36);
      graphics.drawString(label, LEFT - 10 - metrics.stringWidth(label), y);
    }
  }

  private String label(int row) {
    if (first > 0 && row == 0) {
      return String.format(Locale.ROOT, "%,d before", first);
    }
    String token = tokenizer.shown(context[place(row)]);
    return token.codePointCount(0, token.length()) <= LONGEST
        ? token
        : token.substring(0, token.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private int place(int row) {
    return first + row - (first > 0 ? 1 : 0);
  }

  private void column(Graphics2D graphics, float[] shares, double left) {
    for (int row = 0; row < rows; row++) {
      double share = 0;
      if (first > 0 && row == 0) {
        for (int place = 0; place < first; place++) {
          share += shares[place];
        }
      } else {
        share = shares[place(row)];
      }
      graphics.setColor(color(share));
      int x = (int) Math.round(left);
      int y = (int) Math.round(TOP + row * height);
      int right = (int) Math.round(left + width);
      int bottom = (int) Math.round(TOP + (row + 1) * height);
      int line = width > 6 && height > 6 ? 1 : 0; // of white between cells
      graphics.fillRect(x, y, right - x - line, bottom - y - line);
    }
  }

  private static Color color(double share) {
    return ColorScale.at(Math.min(1, ColorBar.position(share)));
  }

  private static void legend(Graphics2D graphics) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    double x = LEFT;
    int y = PngFile.HEIGHT - 45;
    for (double amount : AMOUNTS) {
      graphics.setColor(color(amount));
      graphics.fillRect((int) x, y, LEGEND, LEGEND);
      graphics.setColor(Color.BLACK);
      String name = String.format(Locale.ROOT, "%.0f %%", 100 * amount);
      graphics.drawString(name, (int) x + LEGEND + 6, y + 18);
      x += LEGEND + 62;
    }
    graphics.drawString("of the attention of a head", (int) x, y + 18);
  }

  private static void centred(Graphics2D graphics, String text, double x, double y) {
    double left = x - graphics.getFontMetrics().stringWidth(text) / 2.0;
    graphics.drawString(text, (float) left, (float) y);
  }
}
