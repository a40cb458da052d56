package dev.prose.text;

/** What the ends of lines are in a text, and of the files that it is put together from. */
public enum TextLayout {
  /** One running text: each character stays as it is, and nothing comes between two files. */
  RUNNING,
  /**
   * A list, of names for instance: CRLF, LF and CR each end a line and become one LF, and no line
   * goes from one file into the next.
   */
  LINES;

  /** The text with its line ends as they should be. */
  public String lineEnds(String text) {
    return this == LINES && text.indexOf('\r') >= 0
        ? text.replace("\r\n", "\n").replace('\r', '\n')
        : text;
  }

  /**
   * Whether a line end has to come before another file's text.
   *
   * @param last the UTF-16 unit before it, or LF at the start
   */
  public boolean separates(char last) {
    return this == LINES && last != '\n';
  }
}
