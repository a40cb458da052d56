package dev.prose;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Imports run one way through the stages of the flow, and make no circle. */
@TestInstance(
    TestInstance.Lifecycle.PER_CLASS) // so that the classes, tens of megabytes, are let go
class ArchitectureTest {
  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.prose");

  @Test
  void importsRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .ensureAllClassesAreContainedInArchitecture()
        .layer("random")
        .definedBy("dev.prose.random")
        .layer("numeric")
        .definedBy("dev.prose.numeric")
        .layer("column")
        .definedBy("dev.prose.column")
        .layer("file")
        .definedBy("dev.prose.file")
        .layer("text")
        .definedBy("dev.prose.text")
        .layer("json")
        .definedBy("dev.prose.json")
        .layer("token")
        .definedBy("dev.prose.token")
        .layer("chars")
        .definedBy("dev.prose.token.chars")
        .layer("pieces")
        .definedBy("dev.prose.token.pieces")
        .layer("bpe")
        .definedBy("dev.prose.token.bpe")
        .layer("bytes")
        .definedBy("dev.prose.token.bytes")
        .layer("words")
        .definedBy("dev.prose.token.words")
        .layer("whitespace")
        .definedBy("dev.prose.token.whitespace")
        .layer("kinds")
        .definedBy("dev.prose.token.kinds")
        .layer("data")
        .definedBy("dev.prose.data")
        .layer("model")
        .definedBy("dev.prose.model")
        .layer("count")
        .definedBy("dev.prose.count")
        .layer("mixture")
        .definedBy("dev.prose.mixture")
        .layer("smooth")
        .definedBy("dev.prose.smooth")
        .layer("arpa")
        .definedBy("dev.prose.arpa")
        .layer("eval")
        .definedBy("dev.prose.eval")
        .layer("metrics")
        .definedBy("dev.prose.metrics")
        .layer("sample")
        .definedBy("dev.prose.sample")
        .layer("train")
        .definedBy("dev.prose.train")
        .layer("neural")
        .definedBy("dev.prose.neural..")
        .layer("device")
        .definedBy("dev.prose.device")
        .layer("expert")
        .definedBy("dev.prose.expert")
        .layer("checkpoint")
        .definedBy("dev.prose.checkpoint")
        .layer("compress")
        .definedBy("dev.prose.compress")
        .layer("estimate")
        .definedBy("dev.prose.estimate")
        .layer("face")
        .definedBy("dev.prose")
        .whereLayer("random")
        .mayNotAccessAnyLayer()
        .whereLayer("numeric")
        .mayNotAccessAnyLayer()
        .whereLayer("column")
        .mayOnlyAccessLayers("text")
        .whereLayer("file")
        .mayNotAccessAnyLayer()
        .whereLayer("text")
        .mayNotAccessAnyLayer()
        .whereLayer("json")
        .mayOnlyAccessLayers("text")
        .whereLayer("token")
        .mayOnlyAccessLayers("text")
        .whereLayer("chars")
        .mayOnlyAccessLayers("data", "token", "json", "text", "file")
        .whereLayer("pieces")
        .mayOnlyAccessLayers("token", "json", "text")
        .whereLayer("bpe")
        .mayOnlyAccessLayers("pieces", "data", "token", "json", "text", "file")
        .whereLayer("bytes")
        .mayOnlyAccessLayers("bpe", "pieces", "token", "text")
        .whereLayer("words")
        .mayOnlyAccessLayers("bpe", "pieces", "data")
        .whereLayer("whitespace")
        .mayOnlyAccessLayers("data", "token", "json", "text", "file")
        .whereLayer("kinds")
        .mayOnlyAccessLayers(
            "chars",
            "bpe",
            "bytes",
            "words",
            "whitespace",
            "pieces",
            "data",
            "token",
            "json",
            "text")
        .whereLayer("data")
        .mayOnlyAccessLayers("token", "text", "file", "random")
        .whereLayer("model")
        .mayOnlyAccessLayers("data", "token", "json", "text", "random", "numeric", "column")
        .whereLayer("count")
        .mayOnlyAccessLayers("model", "data", "text", "column", "file")
        .whereLayer("smooth")
        .mayOnlyAccessLayers("count", "model", "data", "column")
        .whereLayer("mixture")
        .mayOnlyAccessLayers(
            "eval", "model", "data", "chars", "json", "text", "column", "random", "numeric")
        .whereLayer("arpa")
        .mayOnlyAccessLayers("model", "chars", "whitespace", "token", "text", "column")
        .whereLayer("eval")
        .mayOnlyAccessLayers("count", "model", "data", "token", "text")
        .whereLayer("metrics")
        .mayOnlyAccessLayers("eval", "text", "file")
        .whereLayer("sample")
        .mayOnlyAccessLayers("model", "data", "token", "text", "random")
        .whereLayer("train")
        .mayOnlyAccessLayers("eval", "count", "model", "data", "text", "random", "numeric")
        .whereLayer("neural")
        .mayOnlyAccessLayers("train", "eval", "model", "data", "json", "text", "random", "numeric")
        .whereLayer("device")
        .mayOnlyAccessLayers("neural", "train", "model")
        .whereLayer("expert")
        .mayOnlyAccessLayers(
            "neural", "train", "mixture", "eval", "model", "data", "json", "text", "random",
            "numeric")
        .whereLayer("checkpoint")
        .mayOnlyAccessLayers(
            "train", "neural", "expert", "mixture", "model", "kinds", "token", "json", "numeric",
            "text", "file")
        .whereLayer("compress")
        .mayOnlyAccessLayers("mixture", "model", "chars", "token", "text", "numeric")
        .whereLayer("estimate")
        .mayOnlyAccessLayers(
            "train", "neural", "expert", "mixture", "smooth", "count", "model", "data", "chars",
            "token", "text", "random", "numeric")
        .whereLayer("estimate")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("face")
        .mayNotBeAccessedByAnyLayer()
        .check(core);
  }

  @Test
  void packagesMakeNoCircle() {
    slices().matching("dev.prose.(**)").should().beFreeOfCycles().check(core);
  }

  @Test
  void onlyTheJsonLibraryComesFromOutside() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.prose..", "org.jspecify..", "tools.jackson..")
        .check(core);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.prose.json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(core);
  }

  @Test
  void namesSayTheIdea() {
    noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)").check(core);
  }
}
