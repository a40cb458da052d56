package dev.prose.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation: its fenced blocks and the running text between them, in order.
 *
 * @param parts all of the page but the fences
 */
record Markdown(List<Part> parts) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)^```\n", Pattern.DOTALL | Pattern.MULTILINE);

  /**
   * One of them.
   *
   * @param language what a block says that it holds; {@link #WORDS} for running text
   * @param text all of its lines
   */
  record Part(String language, String text) {
    static final String WORDS = "words";
  }

  /** Reads a page by its path in the repository. */
  static Markdown read(String page) throws IOException {
    String text = Files.readString(Path.of("..").resolve(page));
    List<Part> parts = new ArrayList<>();
    int end = 0;
    for (Matcher block = BLOCK.matcher(text); block.find(); end = block.end()) {
      parts.add(new Part(Part.WORDS, text.substring(end, block.start())));
      parts.add(new Part(block.group(1), block.group(2)));
    }
    parts.add(new Part(Part.WORDS, text.substring(end)));
    return new Markdown(parts);
  }

  /** The texts of all parts of a language. */
  List<String> texts(String language) {
    return parts.stream().filter(part -> part.language.equals(language)).map(Part::text).toList();
  }
}
