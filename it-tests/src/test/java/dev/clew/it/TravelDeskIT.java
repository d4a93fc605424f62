// SPDX-License-Identifier: Apache-2.0
package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.travel.TravelScript;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.EachJdk;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import org.junit.jupiter.api.Test;

/** The demo application: two libraries, agents in parallel, a failing tool, a streamed answer. */
class TravelDeskIT {
  @EachJdk
  void customerWhoFlies_isOneTrace(Jdk jdk) {
    TracedRun run =
        Comparison.of(ForkedJvm.ofJar(jdk, BuildOutput.travelDeskJar()))
            .model(TravelScript::instant)
            .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY")
            .run();

    TraceTree trace = run.traces().only();
    assertThat(trace.describe("tips"))
        .isEqualTo(
            """
            agent travel-desk
              handoff travel-desk → triage
              agent triage
                generation chat gpt-4o-mini
              handoff triage → specialists
              agent specialists
                handoff specialists → flights
                agent flights
                  generation chat gpt-4o-mini
                  function findFares
                  generation chat gpt-4o-mini
                  function seatMap ERROR java.io.UncheckedIOException: java.io.FileNotFoundException: seat-maps/TP1273.csv
                  function seatMap
                  generation chat gpt-4o-mini
              handoff specialists → travellers
              agent travellers
                handoff travellers → tips
                agent tips
                  agent hotels
                    generation chat gpt-4o-mini
                  agent weather
                    generation chat gpt-4o-mini
                  handoff tips → hotels
                  handoff tips → weather
              handoff travellers → concierge
              agent concierge
                agent LetterWriter.write
                  generation chat gpt-4o-mini (streamed)
              handoff concierge → crm-note
              agent crm-note
                generation chat gpt-4o-mini
            """);
    assertThat(run.requests()).hasSize(trace.spans("generation").size());
  }

  @Test
  void customerWhoWantsMoneyBack_isServedByTheOtherAgent() {
    TracedRun run =
        Comparison.of(ForkedJvm.ofJar(Jdk.running(), BuildOutput.travelDeskJar()))
            .model(TravelScript::instant)
            .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY")
            .run("Please cancel KX4T9Q today, 2027-03-01, and refund me.");

    assertThat(run.traces().only().describe())
        .isEqualTo(
            """
            agent travel-desk
              handoff travel-desk → triage
              agent triage
                generation chat gpt-4o-mini
              handoff triage → specialists
              agent specialists
                handoff specialists → refunds
                agent refunds
                  generation chat gpt-4o-mini
                  function bookingDetails
                  generation chat gpt-4o-mini
                  function computeRefund
                  generation chat gpt-4o-mini
                  function payOut ERROR java.lang.IllegalStateException: card expired 2026-12
                  generation chat gpt-4o-mini
              handoff specialists → travellers
              agent travellers
              handoff travellers → concierge
              agent concierge
                agent LetterWriter.write
                  generation chat gpt-4o-mini (streamed)
              handoff concierge → crm-note
              agent crm-note
                generation chat gpt-4o-mini
            """);
  }

  /**
   * Without a key the script answers in the application's own process. Requests are not compared,
   * because the model numbers its tool calls in the order of the requests.
   */
  @NewestJdk
  void specialistsAtOnceOnThreadsOfTheirOwnWithoutKey_areOneTrace(Jdk jdk) {
    ForkedJvm jvm = ForkedJvm.ofJar(jdk, BuildOutput.travelDeskJar()).arguments("--parallel");

    JvmExit plain = jvm.run();
    JvmExit traced = jvm.agent().run();

    assertThat(traced.stdout()).isEqualTo(plain.stdout());
    assertThat(traced.stderr()).isEqualTo(plain.stderr()).isEmpty();
    assertThat(traced.traces().only().describe("panel"))
        .isEqualTo(
            """
            agent travel-desk
              handoff travel-desk → panel
              agent panel
                agent flights
                  generation chat gpt-4o-mini
                  function findFares
                  generation chat gpt-4o-mini
                  function seatMap ERROR java.io.UncheckedIOException: java.io.FileNotFoundException: seat-maps/TP1273.csv
                  function seatMap
                  generation chat gpt-4o-mini
                agent hotels
                  generation chat gpt-4o-mini
                agent refunds
                  generation chat gpt-4o-mini
                  function bookingDetails
                  generation chat gpt-4o-mini
                  function computeRefund
                  generation chat gpt-4o-mini
                  function payOut ERROR java.lang.IllegalStateException: card expired 2026-12
                  generation chat gpt-4o-mini
                agent weather
                  generation chat gpt-4o-mini
              handoff panel → concierge
              agent concierge
                agent LetterWriter.write
                  generation chat gpt-4o-mini (streamed)
              handoff concierge → crm-note
              agent crm-note
                generation chat gpt-4o-mini
            """);
  }
}
