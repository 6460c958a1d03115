package org.autoencoderzoo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.autoencoderzoo.PackageDiagrams.Arrow;
import org.autoencoderzoo.internal.files.TrustedClasses;
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
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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

  /** Both ways: no arrow of the code is missing, none of the diagrams is out of date. */
  @Test
  void arrowsOfTheArchitecturePageAreThoseOfTheCode() throws IOException {
    List<Arrow> shown = PackageDiagrams.ofDocument().arrows();
    List<Arrow> used = PackageDiagrams.ofCode(CLASSES).arrows();
    assertThat(used)
        .as("arrows that the code has and docs/architecture.md lacks")
        .filteredOn(arrow -> !shown.contains(arrow))
        .isEmpty();
    assertThat(shown)
        .as("arrows that docs/architecture.md has and the code lacks")
        .filteredOn(arrow -> !used.contains(arrow))
        .isEmpty();
  }

  @Test
  void arrowsPointDown() throws IOException {
    PackageDiagrams diagrams = PackageDiagrams.ofDocument();
    assertThat(diagrams.arrows())
        .allSatisfy(
            arrow ->
                assertThat(diagrams.packages().indexOf(arrow.to()))
                    .as("line of %s, below %s", arrow.to(), arrow.from())
                    .isGreaterThan(diagrams.packages().indexOf(arrow.from())));
  }

  @Test
  void onlyTheOperationsCallKernels() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".internal.ops", ROOT + ".internal.kernels")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".internal.kernels")
        .check(CLASSES);
  }

  /** But for the line of the version report. */
  @Test
  void onlyTheLibraryUsesWhatIsInternal() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".datasets..", ROOT + ".examples..", ROOT + ".cli..", ROOT + ".testing")
        .and()
        .doNotHaveSimpleName("VersionReport")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".internal..")
        .check(CLASSES);
  }

  /** Whoever extends or calls the library needs no type that may change at any time. */
  @Test
  void noPublicSignatureShowsWhatIsInternal() {
    List<String> shown = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (!isInternal(type) && isPublic(type)) {
        type.getMembers().stream()
            .filter(ArchitectureTest::isOffered)
            .filter(member -> typesOf(member).anyMatch(ArchitectureTest::isInternal))
            .forEach(member -> shown.add(member.getFullName()));
        if (Stream.concat(
                type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
            .anyMatch(ArchitectureTest::isInternal)) {
          shown.add(type.getName());
        }
      }
    }
    assertThat(shown).isEmpty();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().stream().allMatch(ArchitectureTest::isPublic);
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().startsWith(ROOT + ".internal");
  }

  private static boolean isOffered(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static Stream<JavaClass> typesOf(JavaMember member) {
    return member instanceof JavaCodeUnit method
        ? Stream.concat(
            method.getReturnType().getAllInvolvedRawTypes().stream(),
            method.getParameterTypes().stream()
                .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()))
        : ((JavaField) member).getType().getAllInvolvedRawTypes().stream();
  }

  /** The library trains and infers; whoever wants public data adds autoencoder-datasets. */
  @Test
  void libraryFetchesNothing() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .resideOutsideOfPackages(
            ROOT + ".datasets..", ROOT + ".examples..", ROOT + ".cli..", ROOT + ".testing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..", "javax.net..", ROOT + ".datasets..", "org.tukaani..", "de.siegmar..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ProcessBuilder.class.getName())
        .check(CLASSES);
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
        .resideOutsideOfPackage(ROOT + ".internal.kernels")
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

  /**
   * Else a model that has such a part could be saved but not loaded. Those of the programs to copy
   * are like a user's own, which are trusted where they are listed.
   */
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
      // What the zoo has of its own stands for a setting until the model is built.
      boolean isOurs =
          !part.getPackageName().startsWith(ROOT + ".examples")
              && !part.getPackageName().equals(ROOT + ".zoo");
      if (isOurs && kinds.stream().anyMatch(part::isAssignableTo)) {
        assertThat(trusted.findClass(part.getName())).isNotNull();
        parts++;
      }
    }
    assertThat(parts).isGreaterThan(20);
  }

  /** A program chooses both; the library must run with any. */
  @Test
  void libraryBringsNoBackendAndNoLoggingBinding() throws Exception {
    NodeList dependencies =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("..", "autoencoder-models", "pom.xml").toFile())
            .getElementsByTagName("dependency");
    List<String> artifacts = new ArrayList<>();
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      artifacts.add(dependency.getElementsByTagName("artifactId").item(0).getTextContent());
    }
    assertThat(artifacts)
        .contains("slf4j-api")
        .noneMatch(name -> name.matches("nd4j-(native|cuda|minimal).*"))
        .noneMatch(name -> name.matches("slf4j-(?!api).*|logback-.*|log4j-.*"));
  }

  @Test
  void namesSayWhatAClassDoes() {
    classes().should().haveNameNotMatching(".*(Utils?|Helper|Manager|Common)").check(CLASSES);
  }
}
