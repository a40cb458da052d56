package dev.prose.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spark stays in its module, and the library does not need the command. */
@TestInstance(
    TestInstance.Lifecycle.PER_CLASS) // so that the classes, tens of megabytes, are let go
class ArchitectureTest {
  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.prose");

  @Test
  void nothingElseKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.prose.spark")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(all);
  }

  @Test
  void onlyTheProgramKnowsTheCommand() {
    noClasses()
        .that()
        .resideInAPackage("dev.prose.spark")
        .and()
        .doNotHaveSimpleName("Train")
        .and()
        .haveNameNotMatching(".*\\.SparkTraining(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.prose.cli..", "picocli..")
        .check(all);
  }

  @Test
  void theLibraryIsSmall() {
    classes()
        .that()
        .resideInAPackage("dev.prose.spark")
        .and()
        .arePublic()
        .should()
        .haveNameMatching(".*\\.(SparkCounting|DistributedCounts|DriverMemoryException|Train)")
        .check(all);
  }
}
