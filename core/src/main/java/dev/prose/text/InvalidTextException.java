package dev.prose.text;

/**
 * Bytes that should be a text are not. The message says which bytes and why, but not what to do.
 */
public final class InvalidTextException extends InvalidDataException {
  private final String source;
  private final TextProblem problem;

  /**
   * @param source the text's name, for instance a file's name as it was given
   */
  public InvalidTextException(String source, TextProblem problem) {
    super(source + " " + problem.description());
    this.source = source;
    this.problem = problem;
  }

  /** The text's name. */
  public String source() {
    return source;
  }

  /** What is wrong with the text. */
  public TextProblem problem() {
    return problem;
  }
}
