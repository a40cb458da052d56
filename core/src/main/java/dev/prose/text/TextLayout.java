package dev.prose.text;

/** What the line ends of a text mean, also at the ends of the files that it consists of. */
public enum TextLayout {
  /** One running text: each character stays as it is, and nothing comes between two files. */
  RUNNING,
  /**
   * A list, for instance of names: CRLF, LF and CR each end a line and become one LF, and no line
   * continues from one file into the next.
   */
  LINES;

  /** The text with this layout's line ends. */
  public String lineEnds(String text) {
    return this == LINES && text.indexOf('\r') >= 0
        ? text.replace("\r\n", "\n").replace('\r', '\n')
        : text;
  }

  /**
   * Whether a line end must be put before another file's text.
   *
   * @param last the UTF-16 unit before that text, or LF at the start
   */
  public boolean separates(char last) {
    return this == LINES && last != '\n';
  }
}
