// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.travel.TravelScript;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.ModelEndpoint;
import dev.clew.it.harness.NewestJdk;
import java.nio.file.Path;

/** The demo application, recorded once and replayed without a model. */
class TravelDeskTapeIT {
  @NewestJdk
  void replay_withoutAModel_isTheSameRun(Jdk jdk) {
    Path tape = BuildOutput.newFolder("tape").resolve("desk.tape");
    JvmExit recorded;
    ForkedJvm jvm;
    try (ModelEndpoint server = ModelEndpoint.of(TravelScript.instant())) {
      jvm =
          ForkedJvm.ofJar(jdk, BuildOutput.travelDeskJar())
              .environment("OPENAI_BASE_URL", server.baseUrl())
              .environment("OPENAI_API_KEY", "sk-planted-0123456789abcdefghij");
      recorded = jvm.agent("record=" + tape).run();
    }

    JvmExit replayed = jvm.agent("replay=" + tape).run();

    assertThat(recorded.stdout()).isNotEmpty();
    assertThat(replayed.stdout()).isEqualTo(recorded.stdout());
    assertThat(replayed.traces().only().describe("tips"))
        .isEqualTo(recorded.traces().only().describe("tips"))
        .contains("function seatMap ERROR", "generation chat gpt-4o-mini (streamed)");
    assertThat(replayed.stderr())
        .containsPattern("clew: replay: (\\d+) of \\1 calls played, 0 after normalising, 0 live")
        .doesNotContain("refused by Clew", "is refused");
  }
}
