package dev.prose.text;

/** Bytes that should be a text are none. The message says which and why, and not what to do. */
public final class InvalidTextException extends InvalidDataException {
  private final String source;
  private final TextProblem problem;

  /**
   * @param source what to call the text: a file's name as it was given, for instance
   */
  public InvalidTextException(String source, TextProblem problem) {
    super(source + " " + problem.description());
    this.source = source;
    this.problem = problem;
  }

  /** What the text is called. */
  public String source() {
    return source;
  }

  /** What is wrong with it. */
  public TextProblem problem() {
    return problem;
  }
}
