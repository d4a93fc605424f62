// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs the oracle again where somebody has unpacked it; the cases are committed for the rest. */
@EnabledIfSystemProperty(named = "clew.prices.package", matches = ".+")
class PriceGenerationTest {
  @TempDir Path folder;

  @Test
  void tableAndCases_areWhatTheScriptMakesOfThePackage() throws Exception {
    Process node =
        new ProcessBuilder(
                "node",
                Path.of("src/prices/generate.cjs").toAbsolutePath().toString(),
                System.getProperty("clew.prices.package"),
                "2026-11-21",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();

    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).isZero();
    assertThat(folder.resolve("prices.tsv"))
        .hasSameTextualContentAs(Path.of("src/main/resources/dev/clew/exporter/cost/prices.tsv"));
    assertThat(folder.resolve("oracle.tsv"))
        .hasSameTextualContentAs(Path.of("src/test/resources/prices/oracle.tsv"));
  }
}
