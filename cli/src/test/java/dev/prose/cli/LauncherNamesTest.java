package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files that name classes and methods of Prose in plain text name ones that exist. The JVM ignores
 * an option for a method that it never meets: after a renaming it would say nothing and be slower.
 */
class LauncherNamesTest {
  private static final Path DISTRIBUTION = Path.of("src", "main", "dist");
  private static final String CLASS = "dev\\.prose\\.[\\w.]*\\b[A-Z][\\w$]*";
  private static final Pattern METHOD = Pattern.compile("(" + CLASS + ")::([\\w*]+)");
  private static final Pattern PROSE = Pattern.compile("dev[./]prose\\b");

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  // Not initialized: some classes would begin to do something.
  private static Class<?> named(String name) throws ClassNotFoundException {
    return Class.forName(name, false, LauncherNamesTest.class.getClassLoader());
  }

  @Test
  void theMethodsInTheOptionsOfTheJvmExist() throws IOException, ClassNotFoundException {
    String options = Files.readString(DISTRIBUTION.resolve("lib").resolve("jvm.options"));
    List<MatchResult> methods = matches(METHOD, options);
    assertThat(methods).isNotEmpty().hasSameSizeAs(matches(PROSE, options));
    for (MatchResult method : methods) {
      List<String> declared =
          Arrays.stream(named(method.group(1)).getDeclaredMethods()).map(Method::getName).toList();
      if (method.group(2).equals("*")) {
        assertThat(declared).as(method.group()).isNotEmpty();
      } else {
        assertThat(declared).as(method.group()).contains(method.group(2));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "src/main/dist/bin/prose.cmd, 4",
    "src/main/dist/lib/launch.sh, 3",
    "pom.xml, 1",
    "../tools/test-launcher, 1"
  })
  void theClassesThatAreStartedExist(Path file, int atLeast) throws Exception {
    // The benchmarks are a program of their own, which this module does not know.
    List<MatchResult> classes =
        matches(Pattern.compile(CLASS), Files.readString(file)).stream()
            .filter(each -> !each.group().startsWith("dev.prose.benchmarks"))
            .toList();
    assertThat(classes).hasSizeGreaterThanOrEqualTo(atLeast);
    for (MatchResult each : classes) {
      Method main = named(each.group()).getMethod("main", String[].class);
      assertThat(Modifier.isStatic(main.getModifiers())).as(each.group()).isTrue();
    }
  }
}
