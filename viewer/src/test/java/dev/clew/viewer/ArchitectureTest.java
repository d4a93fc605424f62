// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.clew.viewer", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule sql_staysInItsStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("..store.sqlite..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..", "org.jdbi..", "org.flywaydb..");

  @ArchTest
  static final ArchRule nothingOfTheAgent_isUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.clew.api..", "dev.clew.core..", "dev.clew.exporter..", "dev.clew.agent..");

  @ArchTest
  static final ArchRule http_staysInTheServer =
      noClasses()
          .that()
          .resideOutsideOfPackage("..viewer.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule analysis_isPure =
      noClasses()
          .that()
          .resideInAPackage("..viewer.analysis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..viewer.store..",
              "..viewer.web..",
              "..viewer.cli..",
              "..viewer.ingest..",
              "java.io..");

  @ArchTest
  static final ArchRule onlyTheCommandLine_choosesAStore =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..viewer.cli..", "..store.sqlite..", "..store.memory..", "..store.opensearch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..store.sqlite..", "..store.memory..", "..store.opensearch..");

  @ArchTest
  static final ArchRule packages_areFreeOfCycles =
      slices().matching("dev.clew.viewer.(*)..").should().beFreeOfCycles();
}
