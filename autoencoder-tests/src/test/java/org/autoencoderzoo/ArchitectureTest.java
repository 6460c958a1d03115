package org.autoencoderzoo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.util.List;
import java.util.Set;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/** Which package may use which; nothing points back up. */
class ArchitectureTest {

  private static final String ROOT = "org.autoencoderzoo";

  /** What a {@link DataBuffer} offers for reading the host's memory as it stands. */
  private static final Set<String> RAW =
      Set.of(
          "address",
          "addressPointer",
          "asNio",
          "asNioDouble",
          "asNioFloat",
          "asNioInt",
          "asNioLong",
          "indexer",
          "platformAddress",
          "pointer");

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
        .mayOnlyBeAccessedByLayers("data", "evaluation", "examples")
        .whereLayer("linear")
        .mayOnlyBeAccessedByLayers("evaluation", "examples")
        .whereLayer("face")
        .mayOnlyBeAccessedByLayers("zoo", "evaluation", "linear", "examples")
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("face", "zoo", "examples")
        .whereLayer("layers")
        .mayOnlyBeAccessedByLayers("testing", "zoo", "face", "training", "evaluation", "examples")
        .whereLayer("kernels")
        .mayOnlyBeAccessedByLayers("face", "layers", "losses", "penalties", "training", "settings")
        .whereLayer("penalties")
        .mayOnlyBeAccessedByLayers("testing", "zoo", "layers", "examples")
        .whereLayer("corruption")
        .mayOnlyBeAccessedByLayers("zoo", "layers", "evaluation", "examples")
        .whereLayer("losses")
        .mayOnlyBeAccessedByLayers("testing", "zoo", "face", "evaluation", "layers")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("face", "training", "examples")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers(
            "zoo",
            "face",
            "training",
            "layers",
            "penalties",
            "corruption",
            "image",
            "linear",
            "evaluation")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** CUDA has no such buffers: all but the kernels goes through ND4J's operations. */
  @Test
  void onlyKernelsReadRawBuffers() {
    DescribedPredicate<JavaCall<?>> readsRawBuffer =
        describe(
            "raw buffers",
            call ->
                call.getTargetOwner().isAssignableTo(DataBuffer.class)
                    && RAW.contains(call.getName()));
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".kernels")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "org.nd4j.linalg.api.buffer.util..", "sun.misc..")
        .orShould()
        .callCodeUnitWhere(readsRawBuffer)
        .check(CLASSES);
  }

  /**
   * With AVX-512, ND4J's OpenBLAS inverts and decomposes matrices wrongly: {@code SymmetricEigen}.
   */
  @Test
  void nothingTrustsLapack() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j.linalg.eigen..")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("Lapack")
        .check(CLASSES);
  }

  /** Else a model that has such a part could be saved but not loaded. */
  @Test
  void filesMayNameEveryPartOfAConfiguration() throws ClassNotFoundException {
    List<Class<?>> kinds =
        List.of(
            GraphVertex.class,
            IDropout.class,
            ILossFunction.class,
            ISchedule.class,
            IUpdater.class,
            Layer.class,
            Penalty.class,
            Selection.class);
    TrustedClasses trusted = new TrustedClasses();
    int parts = 0;
    for (JavaClass part : CLASSES) {
      if (kinds.stream().anyMatch(part::isAssignableTo)) {
        assertThat(trusted.findClass(part.getName())).isNotNull();
        parts++;
      }
    }
    assertThat(parts).isGreaterThan(20);
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
