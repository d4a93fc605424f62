// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the direction of dependencies, where all modules of the agent come together. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Only this module's tests use these.
          .withImportOption(location -> !location.contains("/dev/clew/testkit/"))
          .withImportOption(location -> !location.contains("/dev/clew/examples/"))
          .importPackages("dev.clew");

  private static final String API = "dev.clew.api..";
  private static final String KIT = "dev.clew.kit..";
  private static final String MANUAL_API = "dev.clew";
  private static final String INSTRUMENTATIONS = "dev.clew.instrumentation..";

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "exporter", "weave", "kit", "instrumentation", "agent"})
  void everyModule_isLookedAt(String module) {
    assertThat(CLASSES.that(resideInAPackage("dev.clew." + module + ".."))).isNotEmpty();
  }

  @Test
  void api_usesTheJdkAndJSpecifyAlone() {
    classes()
        .that()
        .resideInAPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(API, "java..", "org.jspecify.annotations")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "exporter", "weave", "kit"})
  void module_usesOfClewOnlyItselfAndTheApi(String module) {
    String own = "dev.clew." + module + "..";
    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(clewOutside(API, own))
        .check(CLASSES);
  }

  @Test
  void coreAndKit_useNoLibrary() {
    classes()
        .that()
        .resideInAnyPackage("dev.clew.core..", KIT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.clew..", "java..", "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void instrumentations_useOfClewOnlyTheApiAndTheKit() {
    noClasses()
        .that()
        .resideInAPackage(INSTRUMENTATIONS)
        .should()
        .dependOnClassesThat(clewOutside(API, KIT, INSTRUMENTATIONS, MANUAL_API))
        .check(CLASSES);
  }

  /** The application's copy of the manual API is a library like any other. */
  @Test
  void onlyTheBridge_usesTheManualApi() {
    noClasses()
        .that()
        .resideOutsideOfPackages(MANUAL_API, "dev.clew.instrumentation.manual")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(MANUAL_API)
        .check(CLASSES);
  }

  @Test
  void manualApi_usesTheJdkAndJSpecifyAlone() {
    classes()
        .that()
        .resideInAPackage(MANUAL_API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(MANUAL_API, "java..", "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void instrumentations_doNotUseOneAnother() {
    slices()
        .matching("dev.clew.instrumentation.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void exporters_doNotUseOneAnother() {
    slices()
        .matching("dev.clew.exporter.(file|console|otlp|openai|metrics.prometheus)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  /** Jackson is the application's there, and seen only by those whom a library gives its mapper. */
  @Test
  void instrumentations_seeNeitherByteBuddyNorJackson() {
    noClasses()
        .that()
        .resideInAPackage(INSTRUMENTATIONS)
        .and()
        .haveNameNotMatching("dev.clew.instrumentation.openai.json.(OpenAiJson|TreeGenerator).*")
        .and()
        .haveNameNotMatching("dev.clew.instrumentation.anthropic[a-z]*.(Anthropic|Session)Json.*")
        .and()
        .haveNameNotMatching("dev.clew.instrumentation.google[a-z]+.(GenAi|Interaction|Live)Json.*")
        .and()
        .doNotHaveFullyQualifiedName("dev.clew.instrumentation.googleadk.AdkJson")
        .and()
        .haveNameNotMatching("dev.clew.instrumentation.langchain4j.tape.Mcp.*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("net.bytebuddy..", "com.fasterxml..")
        .check(CLASSES);
  }

  @Test
  void byteBuddy_livesInTheWeaverAloneAndInWhatBuildsTheAgent() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.clew.weave..", "dev.clew.agent.build")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.bytebuddy..")
        .check(CLASSES);
  }

  @Test
  void nobody_usesTheAgent() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.agent..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.clew.agent..")
        .check(CLASSES);
  }

  @Test
  void premain_usesNothingThatLatchesAChoiceOfTheApplication() {
    noClasses()
        .that()
        .resideInAPackage("dev.clew.agent")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..",
            "java.nio.file..",
            "java.net.http..",
            "java.lang.management..",
            "javax.management..",
            "sun..",
            "com.sun..",
            "jdk..")
        .check(CLASSES);
  }

  @Test
  void premain_usesOfClewNothingButItself() {
    // Everything else is under inst/, invisible on the class path.
    noClasses()
        .that()
        .resideInAPackage("dev.clew.agent")
        .should()
        .dependOnClassesThat(clewOutside("dev.clew.agent"))
        .check(CLASSES);
  }

  @Test
  void agentUnderInst_doesNotSeeTheClassPathsPartOfIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.clew.agent.runtime")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.clew.agent")
        .check(CLASSES);
  }

  @Test
  void nobody_logs() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.clew.instrumentation.slf4j",
            "dev.clew.instrumentation.logback",
            "dev.clew.instrumentation.log4j")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
        .check(CLASSES);
  }

  @Test
  void nobody_writesToStdout() {
    noClasses()
        .that(areInTheApplication())
        .should()
        .accessField(System.class, "out")
        .check(CLASSES);
  }

  @Test
  void nobodyButPremain_usesSystemErr() {
    // The application may have replaced it; premain runs before anyone can.
    noClasses()
        .that(areInTheApplication())
        .and()
        .doNotHaveFullyQualifiedName(ClewAgent.class.getName())
        .should()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void nobody_endsTheJvmOrReadsItsConsole() {
    noClasses()
        .that(areInTheApplication())
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
    noClasses().should().callMethod(System.class, "console").check(CLASSES);
  }

  /** The command line runs in a process of its own. */
  private static DescribedPredicate<JavaClass> areInTheApplication() {
    return not(resideInAPackage("dev.clew.agent.cli"));
  }

  private static DescribedPredicate<JavaClass> clewOutside(String... packages) {
    return resideInAPackage("dev.clew..")
        .and(not(resideInAnyPackage(packages)))
        .as("reside in dev.clew outside of %s", String.join(", ", packages));
  }
}
