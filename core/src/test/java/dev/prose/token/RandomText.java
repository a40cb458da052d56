package dev.prose.token;

import dev.prose.random.SplitMix64;

/** Random texts of many scripts, for tokenizers that take any text. */
public final class RandomText {
  /** First and last code points of ranges that are mixed. */
  private static final int[][] RANGES = {
    {'a', 'z'},
    {'A', 'Z'},
    {'0', '9'},
    {' ', '~'},
    {'\t', '\r'},
    {0xC0, 0x24F},
    {0x300, 0x36F},
    {0x391, 0x3C9},
    {0x410, 0x44F},
    {0x5D0, 0x5EA},
    {0x621, 0x64A},
    {0x905, 0x939},
    {0xE01, 0xE30},
    {0x2000, 0x200A},
    {0x2018, 0x201F},
    {0x3041, 0x3096},
    {0x4E00, 0x9FA5},
    {0xAC00, 0xD7A3},
    {0x1F600, 0x1F64F},
    {0x1D400, 0x1D433},
  };

  private static final String[] PHRASES = {
    "the", " the", " and", "I'll", "don't", "WE'RE", "\n\n", "  ", " 2024", "'", "’s", "...",
    "\r\n",
  };

  private RandomText() {}

  /** A text of about so many code points, in runs of one kind. */
  public static String of(SplitMix64 random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      if (random.nextInt(3) == 0) {
        text.append(PHRASES[random.nextInt(PHRASES.length)]);
        continue;
      }
      int[] range = RANGES[random.nextInt(RANGES.length)];
      for (int run = 1 + random.nextInt(6); run > 0; run--) {
        text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
      }
    }
    return text.toString();
  }
}
