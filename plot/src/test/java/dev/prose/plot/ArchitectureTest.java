package dev.prose.plot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void picturesAreOfModelsAndMeasurements() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.prose.plot..",
            "dev.prose.eval..",
            "dev.prose.file..",
            "dev.prose.metrics..",
            "dev.prose.model..",
            "dev.prose.token..",
            "java..",
            "javax.imageio..",
            "org.jspecify..",
            "org.knowm.xchart..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.prose.plot"));
  }
}
