// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.MavenProject;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;

/** AI services implemented by Quarkus, in its fast-jar with its own class loader. */
class QuarkusIT {
  @NewestJdk
  void servicesInAFastJar_areTraced(Jdk jdk) {
    MavenProject desk =
        MavenProject.build(
            "quarkus",
            "quarkus.version",
            "quarkus-langchain4j.version",
            "maven-resources-plugin.version",
            "maven-compiler-plugin.version",
            "maven-surefire-plugin.version",
            "maven-jar-plugin.version");

    TracedRun run =
        Comparison.of(ForkedJvm.ofJar(jdk, desk.built("quarkus-app/quarkus-run.jar")))
            .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY")
            .model(DeskModel.script())
            .run();

    assertThat(run.exit().code()).isEqualTo(3);
    assertThat(run.traces().describe().replaceAll("(ERROR dev.langchain4j).*", "$1"))
        .isEqualTo(
            """
            agent Assistant.answer
              generation chat gpt-4o
              function fare
              function seats ERROR java.lang.IllegalStateException: no seat map of OS353
              generation chat gpt-4o
            agent Assistant.answer ERROR dev.langchain4j
              generation chat gpt-4o ERROR dev.langchain4j
            agent Talker.talk
              generation chat gpt-4o
            agent Talker.stream
              generation chat gpt-4o (streamed)
            agent Talker.tell
              generation chat gpt-4o (streamed)
            ORPHAN agent Talker.greet
              generation chat gpt-4o
            """);
    TraceTree tools = run.traces().trees().get(0);
    assertThat(tools.only("agent").data().path("tools").toString()).contains("fare", "seats");
    // Quarkus passes even strings to the model as JSON.
    assertThat(tools.named("fare").data().path("output").asText())
        .isEqualTo("\"189 EUR to Lisbon\"");
    TracedSpan talk = run.traces().about("Talker.talk").only("agent");
    assertThat(talk.clew().path("group_id").asText()).isEqualTo("customer-7");
    assertThat(talk.details().path("inputs").path("text").asText()).isEqualTo("remembers");
    assertThat(talk.details().path("output").asText()).isEqualTo("I remember");
    TracedSpan tell = run.traces().about("Talker.tell").only("agent");
    assertThat(tell.details().path("output").asText()).isEqualTo("piece by piece");
    TracedSpan greet = run.traces().about("Talker.greet").only("agent");
    assertThat(greet.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(greet.parentId()).isEqualTo("b7ad6b7169203331");
  }
}
