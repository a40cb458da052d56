package dev.prose.corpora;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses corpora =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.prose.corpora");

  @Test
  void corporaKnowsTextFilesAndTheJdkOnly() {
    assertThat(corpora).isNotEmpty();
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.prose.corpora..",
            "dev.prose.text..",
            "dev.prose.file..",
            "java..",
            "javax.xml.stream..",
            "org.jspecify..")
        .check(corpora);
  }

  /** XML is for the plays alone, and what loads a file must not bring it along. */
  @Test
  void xmlIsForThePlays() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Plays")
        .and()
        .doNotHaveSimpleName("PlayReader")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.xml..")
        .check(corpora);
  }
}
