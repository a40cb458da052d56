package dev.prose.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each package of the server knows only the packages below it. */
@TestInstance(
    TestInstance.Lifecycle.PER_CLASS) // so that the classes, tens of megabytes, are let go
class ArchitectureTest {
  /** From the top down. Packages on one level do not know each other. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("dev.prose.server"),
          List.of("dev.prose.server.api", "dev.prose.server.openai", "dev.prose.server.page"),
          List.of("dev.prose.server.training", "dev.prose.server.fields"),
          List.of("dev.prose.server.models", "dev.prose.server.generation"),
          List.of("dev.prose.server.http"));

  private final JavaClasses server =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.prose.server");

  @Test
  void everyPackageHasItsLevel() {
    assertThat(server.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(LEVELS.stream().flatMap(List::stream).toList());
  }

  @Test
  void noPackageKnowsOneAboveOrBesideIt() {
    for (int level = 0; level < LEVELS.size(); level++) {
      List<String> aboveAndBeside =
          LEVELS.subList(0, level + 1).stream().flatMap(List::stream).toList();
      for (String below : LEVELS.get(level)) {
        String[] others =
            aboveAndBeside.stream().filter(name -> !name.equals(below)).toArray(String[]::new);
        noClasses()
            .that()
            .resideInAPackage(below)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others)
            .check(server);
      }
    }
  }

  @Test
  void onlyWhatSpeaksHttpKnowsHelidon() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.prose.server", "dev.prose.server.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.helidon..")
        .check(server);
  }
}
