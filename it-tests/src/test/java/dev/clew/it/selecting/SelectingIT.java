// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.selecting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The support desk of {@code OwnCodeIT}, of which only a part is wanted. */
class SelectingIT {
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on(
              "order 17",
              Reply.text("CALL track 17").usage(Usage.of(20, 4)),
              Reply.text("CALL weather Lisbon").usage(Usage.of(30, 4)),
              Reply.text("It waits for the rain to stop.").usage(Usage.of(40, 8)))
          .on(
              "order 99",
              Reply.text("CALL refund 99").usage(Usage.of(20, 4)),
              Reply.text("There is no such order.").usage(Usage.of(30, 6)));

  /** The request that the guardrail refuses is not filed, so it has no trace. */
  private static final String TREES =
      """
      agent desk
        handoff desk → shipping
        agent shipping
          generation chat acme-1
          function track
          generation chat acme-1
          generation chat acme-1
        custom file
      agent desk
        handoff desk → billing
        custom file
      """;

  @Test
  void rules_leaveAWholeTree_andTheLogIsAFile() throws IOException {
    Path folder = BuildOutput.newFolder("selecting-log");
    Path rules =
        BuildOutput.root().resolve("it-tests/src/test/apps/own-code").resolve("methods.txt");

    TracedRun run =
        Comparison.of(Jdk.running(), Application.compile("own-code", List.of()))
            .model(MODEL)
            .tracing(
                jvm ->
                    jvm.option("-Dclew.methods.file=" + rules)
                        .option(
                            "-Dclew.exclude=tool:weather; agent:bill*;"
                                + " method:app.Desk$Safety[check]; tool")
                        .option("-Dclew.trace.only-if=method:app.*[file]")
                        .option("-Dclew.log.file=" + folder.resolve("clew-%p.log"))
                        .option("-Dclew.log.format=json")
                        .option("-Dclew.log.tool=info")
                        .agent())
            .run();

    assertThat(run.traces().describe()).isEqualTo(TREES);
    List<String> lines = lines(folder);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains("\"level\":\"warn\",\"category\":\"runtime\"", "clew.exclude, column 59: ");
    assertThat(lines.get(1))
        .matches(
            "\\{\"time\":\"[^\"]+\",\"level\":\"info\",\"category\":\"tool\","
                + "\"thread\":\"clew-export\",\"message\":\"tool track ok \\d+ ms\"}");
    assertThat(run.exit().agentLog()).isEmpty();
  }

  private static List<String> lines(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all)
          .singleElement()
          .matches(file -> file.getFileName().toString().matches("clew-\\d+\\.log"));
      return Files.readAllLines(all.get(0));
    }
  }
}
