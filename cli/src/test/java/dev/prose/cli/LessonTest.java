package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/lesson.md} has its reader type does what the lesson shows. It is written so:
 *
 * <ul>
 *   <li>In a {@code console} block a line with {@code $} is a command; all that it prints to
 *       standard output follows. The commands run in order, in one folder.
 *   <li>The {@code java} blocks are one program, cut in pieces. What a piece prints is in the
 *       {@code text} block that follows; a piece without one prints nothing.
 *   <li>In what is printed, {@code …} stands for something left out: on a line of its own for any
 *       lines, elsewhere for any characters. Blanks at the end of a line do not count.
 *   <li>A command in the running text, between backticks, succeeds, whatever it prints.
 *   <li>A number in the running text, if it has three digits or a fraction, is one that was printed
 *       somewhere, perhaps rounded.
 * </ul>
 */
class LessonTest {
  private static final Pattern COMMAND =
      Pattern.compile("^\\$ (.*)\n((?:(?!\\$ ).*\n)*)", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.])\\d+(?:,\\d{3})*(?:\\.\\d+)?(?!\\w)");
  private static final String CUT = "\f"; // printed between two pieces of the program

  private static Markdown lesson = new Markdown(List.of());

  @BeforeAll
  static void readLesson() throws IOException {
    lesson = Markdown.read("docs/lesson.md");
  }

  @Test
  void itHasNoBlocksThatNobodyChecks() {
    assertThat(lesson.parts())
        .extracting(Markdown.Part::language)
        .containsOnly(Markdown.Part.WORDS, "console", "java", "text");
  }

  @Test
  void theCommandsPrintWhatItShows(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("my.txt"), "A text of the reader's own.\n".repeat(50));
    SoftAssertions.assertSoftly(softly -> {
      for (Markdown.Part part : lesson.parts()) {
        switch (part.language()) {
          case "console" -> runShown(part.text(), folder, softly);
          case Markdown.Part.WORDS -> runMentioned(part.text(), folder, softly);
          default -> {}
        }
      }
    });
  }

  private static void runShown(String block, Path folder, SoftAssertions softly) {
    softly.assertThat(block).startsWith("$ ");
    for (Matcher command = COMMAND.matcher(block); command.find(); ) {
      CommandRun run = ShellLine.parse(command.group(1)).run(folder);
      softly.assertThat(run.code()).as(command.group(1) + "\n" + run.err()).isZero();
      checkOutput(command.group(1), run.out(), command.group(2), softly);
    }
  }

  private static void runMentioned(String words, Path folder, SoftAssertions softly) {
    for (Matcher code = CODE.matcher(words); code.find(); ) {
      String line = code.group(1).replace('\n', ' ');
      if (line.contains("./prose ")) {
        // A server would not end.
        String ending = line.startsWith("./prose serve") ? line + " --help" : line;
        CommandRun run = ShellLine.parse(ending).run(folder);
        softly.assertThat(run.code()).as(line + "\n" + run.err()).isZero();
      }
    }
  }

  @Test
  void theProgramPrintsWhatItShows(@TempDir Path folder) throws Exception {
    List<String> pieces = lesson.texts("java");
    String source =
        "import module java.base;\n"
            + pieces.getFirst()
            + "class Lesson {\n  public static void main(String[] arguments) throws Exception {\n"
            + pieces.stream()
                .skip(1)
                .collect(Collectors.joining("System.out.print(\"" + CUT + "\");\n"))
            + "  }\n}\n";
    String[] printed = JavaProgram.compile(folder, "Lesson", source).run().split(CUT, -1);
    List<String> shown = shownAfterJava();
    assertThat(shown.getFirst()).as("what the imports print").isEmpty();
    SoftAssertions.assertSoftly(softly -> {
      for (int i = 1; i < pieces.size(); i++) {
        checkOutput(pieces.get(i), printed[i - 1], shown.get(i), softly);
      }
    });
  }

  /** For each piece of the program what it is to print. */
  private static List<String> shownAfterJava() {
    List<String> shown = new ArrayList<>();
    boolean afterJava = false;
    for (Markdown.Part part : lesson.parts()) {
      if (part.language().equals("java")) {
        shown.add("");
        afterJava = true;
      } else if (part.language().equals("text")) {
        assertThat(afterJava).as("a piece of Java right before this:\n" + part.text()).isTrue();
        shown.set(shown.size() - 1, part.text());
        afterJava = false;
      } else if (!part.text().isBlank()) {
        afterJava = false;
      }
    }
    return shown;
  }

  private static void checkOutput(String of, String output, String shown, SoftAssertions softly) {
    String printed = withoutTrailingBlanks(output);
    String expected =
        withoutTrailingBlanks(shown)
            .lines()
            .map(line -> line.equals("…") ? "(?:.*\n)*?" : anyForEllipsis(line) + "\n")
            .collect(Collectors.joining());
    if (!printed.matches(expected)) {
      softly.assertThat(printed).as(of).isEqualTo(withoutTrailingBlanks(shown));
    }
  }

  private static String withoutTrailingBlanks(String text) {
    return text.replaceAll("(?m) +$", "");
  }

  private static String anyForEllipsis(String line) {
    return Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
  }

  @Test
  void theNumbersInItsWordsWerePrinted() {
    List<BigDecimal> printed =
        Stream.of("console", "text")
            .flatMap(language -> lesson.texts(language).stream())
            .flatMap(LessonTest::numbers)
            .toList();
    String words = CODE.matcher(String.join("", lesson.texts(Markdown.Part.WORDS))).replaceAll("");
    assertThat(numbers(words).filter(number -> number.precision() > 2 || number.scale() > 0))
        .isNotEmpty()
        .allSatisfy(number ->
            assertThat(printed)
                .as("numbers printed, one of which is %s", number)
                .anyMatch(each -> rounded(each, number).compareTo(number) == 0));
  }

  private static BigDecimal rounded(BigDecimal number, BigDecimal like) {
    return number.setScale(like.scale(), RoundingMode.HALF_UP);
  }

  private static Stream<BigDecimal> numbers(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map(number -> new BigDecimal(number.group().replace(",", "")));
  }
}
