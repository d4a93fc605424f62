// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedSpan;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A client and the agent that it calls in another JVM, without and with Clew. */
class A2aIT {
  private static final Application APP =
      Application.compile(
          "a2a",
          LibraryClasspath.of(
              LibraryClasspath.OPENAI_JAVA,
              "io.github.a2asdk:a2a-java-sdk-client:0.3.3.Final",
              "io.github.a2asdk:a2a-java-sdk-transport-jsonrpc:0.3.3.Final"));

  /** What both JVMs showed, and how many requests the model got. */
  private record Pair(JvmExit client, JvmExit server, int modelCalls) {
    /** Returns what must be equal; the port differs each time. */
    String seen() {
      String served = server.stdout().replaceFirst("port \\d+", "port");
      return "%s%n%s%n%d".formatted(client.stdout(), served, modelCalls);
    }
  }

  @Test
  void runOfARemoteAgent_isInTheCallersTrace_andBothBehaveAsWithoutTheAgent() {
    Pair plain = run(jvm -> jvm);
    Pair traced = run(jvm -> jvm.agent("propagate.hosts=127.0.0.1"));

    assertThat(traced.seen()).isEqualTo(plain.seen());
    assertThat(traced.client().stderr() + traced.server().stderr()).doesNotContain("[clew]");
    assertThat(traced.client().traces().describe())
        .isEqualTo(
            """
            agent guide
            agent guide
            agent guide ERROR io.a2a.spec.A2AClientException: no such town
            """);
    // Their parents are in the client's files.
    assertThat(traced.server().traces().describe())
        .isEqualTo(
            """
            ORPHAN agent guide
              generation chat gpt-4o
            ORPHAN agent guide
              generation chat gpt-4o
            ORPHAN agent guide ERROR java.lang.IllegalStateException: no such town
            """);
    List<TraceTree> asked = traced.client().traces().trees();
    assertThat(asked.get(1).spans().get(0).hasFirstChunk()).isTrue();
    List<TraceTree> served = traced.server().traces().trees();
    for (int i = 0; i < asked.size(); i++) {
      TracedSpan remote = asked.get(i).spans().get(0);
      TracedSpan run = served.get(i).spans().get(0);
      assertThat(run.traceId()).isEqualTo(remote.traceId());
      assertThat(run.parentId()).isEqualTo(remote.id());
      assertThat(run.clew().at("/attributes/a2a.context.id"))
          .isEqualTo(remote.clew().at("/attributes/a2a.context.id"));
    }
  }

  private static Pair run(UnaryOperator<ForkedJvm> tracing) {
    try (ModelServer model = ModelServer.start(request -> Reply.text("old walls"));
        RunningJvm serving =
            tracing
                .apply(ForkedJvm.of(Jdk.running(), APP))
                .arguments("serve", model.baseUrl().replace("127.0.0.1", "localhost"))
                .start()) {
      String url = "http://127.0.0.1:" + serving.awaitLineAfter("port ");
      JvmExit client = tracing.apply(ForkedJvm.of(Jdk.running(), APP)).arguments("call", url).run();
      serving.writeLine("enough");
      return new Pair(client, serving.await(), model.requests().size());
    }
  }
}
