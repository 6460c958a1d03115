package org.autoencoderzoo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** Which package may use which; nothing points back up. */
class ArchitectureTest {

  private static final String ROOT = "org.autoencoderzoo";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesUseOnlyWhatIsBelowThem() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("examples")
        .definedBy(ROOT + ".examples..")
        .layer("testing")
        .definedBy(ROOT + ".testing")
        .layer("zoo")
        .definedBy(ROOT + ".zoo")
        .layer("evaluation")
        .definedBy(ROOT + ".evaluation")
        .layer("linear")
        .definedBy(ROOT + ".linear")
        .layer("face")
        .definedBy(ROOT)
        .layer("training")
        .definedBy(ROOT + ".training")
        .layer("layers")
        .definedBy(ROOT + ".layers")
        .layer("kernels")
        .definedBy(ROOT + ".kernels")
        .layer("penalties")
        .definedBy(ROOT + ".penalties")
        .layer("corruption")
        .definedBy(ROOT + ".corruption")
        .layer("losses")
        .definedBy(ROOT + ".losses")
        .layer("data")
        .definedBy(ROOT + ".data")
        .layer("image")
        .definedBy(ROOT + ".image")
        .layer("settings")
        .definedBy(ROOT + ".settings")
        .whereLayer("examples")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("testing")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("zoo")
        .mayOnlyBeAccessedByLayers("examples")
        .whereLayer("evaluation")
        .mayOnlyBeAccessedByLayers("examples")
        .whereLayer("image")
        .mayOnlyBeAccessedByLayers("examples")
        .whereLayer("linear")
        .mayOnlyBeAccessedByLayers("evaluation", "examples")
        .whereLayer("face")
        .mayOnlyBeAccessedByLayers("zoo", "evaluation", "linear", "examples")
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("face", "zoo", "examples")
        .whereLayer("layers")
        .mayOnlyBeAccessedByLayers("testing", "zoo", "face", "training", "evaluation", "examples")
        .whereLayer("kernels")
        .mayOnlyBeAccessedByLayers("layers", "losses", "training")
        .whereLayer("penalties")
        .mayOnlyBeAccessedByLayers("testing", "zoo", "layers", "examples")
        .whereLayer("corruption")
        .mayOnlyBeAccessedByLayers("zoo", "layers", "evaluation", "examples")
        .whereLayer("losses")
        .mayOnlyBeAccessedByLayers("testing", "zoo", "face", "evaluation", "layers")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("face", "examples")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers("zoo", "training", "layers", "penalties", "corruption", "image")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** CUDA has no such buffers: everything goes through ND4J's operations. */
  @Test
  void modelsDoNotReadRawBuffers() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".layers", ROOT + ".losses", ROOT + ".zoo", ROOT + ".training")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "org.nd4j.linalg.api.buffer.util..")
        .check(CLASSES);
  }

  @Test
  void modelsKnowNoBackendAndNoLoggingBinding() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..", "org.slf4j.impl..")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassDoes() {
    classes().should().haveNameNotMatching(".*(Utils?|Helper|Manager|Common)").check(CLASSES);
  }
}
