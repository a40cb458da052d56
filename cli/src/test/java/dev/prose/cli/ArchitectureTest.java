package dev.prose.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
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

/** Each package of the command knows only the packages below it. */
@TestInstance(
    TestInstance.Lifecycle.PER_CLASS) // so that the classes, tens of megabytes, are let go
class ArchitectureTest {
  /** From the top down. Packages on one level do not know each other. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("dev.prose.cli"),
          List.of("dev.prose.cli.command"),
          List.of("dev.prose.cli.family"),
          List.of(
              "dev.prose.cli.family.bigram",
              "dev.prose.cli.family.ngram",
              "dev.prose.cli.family.mixture",
              "dev.prose.cli.family.neural",
              "dev.prose.cli.family.interpolation"),
          List.of("dev.prose.cli.train"),
          List.of("dev.prose.cli.model"),
          List.of("dev.prose.cli.completion"),
          List.of("dev.prose.cli.option"),
          List.of("dev.prose.cli.output"));

  private final JavaClasses command =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.prose.cli");

  @Test
  void everyPackageHasItsLevel() {
    assertThat(command.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
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
            .check(command);
      }
    }
  }

  /** A new family is a room of its own and a line in the list. */
  @Test
  void onlyTheRoomsOfFamiliesAndTheirListNameAFamily() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.prose.cli.family..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "dev.prose.cli.family.*..",
                    "dev.prose.mixture..",
                    "dev.prose.expert..",
                    "dev.prose.neural..",
                    "dev.prose.smooth..",
                    "dev.prose.count..",
                    "dev.prose.arpa..")
                .or(
                    resideInAPackage("dev.prose.model..")
                        .and(nameMatching(".*(Bigram|NGram|Automaton|Interpolation).*"))))
        .check(command);
    noClasses()
        .that()
        .resideInAPackage("dev.prose.cli.family")
        .and()
        .doNotHaveSimpleName("Families")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.prose.cli.family.*..")
        .check(command);
  }

  /** A new kind of tokens is a room in the library. */
  @Test
  void onlyModelsOfCharactersNameAKindOfTokens() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.prose.cli.family.mixture", "dev.prose.cli.family.ngram")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.prose.token.chars..",
            "dev.prose.token.bytes..",
            "dev.prose.token.words..",
            "dev.prose.token.whitespace..",
            "dev.prose.token.bpe..")
        .check(command);
  }

  @Test
  void namesSayTheIdea() {
    noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)").check(command);
  }
}
