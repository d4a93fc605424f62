// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Two JVMs with Clew, one of which calls the other inside a tool. */
class TwoServicesIT {
  private static final Application CALLED =
      Application.compile("coexistence", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
  private static final Application CALLER =
      Application.compile(
          "caller",
          LibraryClasspath.of(
              "dev.langchain4j:langchain4j:1.19.0", "dev.langchain4j:langchain4j-open-ai:1.19.0"));

  private static final Application WEBFLUX =
      Application.compile(
          "webflux",
          LibraryClasspath.of(
              LibraryClasspath.OPENAI_JAVA,
              "org.springframework:spring-context:6.2.12",
              "org.springframework:spring-webflux:6.2.12",
              "io.projectreactor.netty:reactor-netty-http:1.2.18"));

  @ParameterizedTest
  @ArgumentsSource(Jdk.Newest.class)
  void callInsideATool_isOneTraceWithWhatItCaused(Jdk jdk) {
    assertOneTrace(jdk, CALLED);
  }

  @Test
  void callOfWebFlux_isOneTraceWithWhatItCaused() {
    assertOneTrace(Jdk.running(), WEBFLUX);
  }

  private static void assertOneTrace(Jdk jdk, Application service) {
    try (ModelServer outer =
            ModelServer.start(
                SequenceScript.of(
                    Reply.toolCalls(new ToolCall("call_1", "ask", "{\"phrase\":\"inner\"}")),
                    Reply.text("outer answer")));
        ModelServer inner = ModelServer.start(request -> Reply.text("inner answer"));
        RunningJvm running =
            ForkedJvm.of(jdk, service)
                .agent()
                .arguments(inner.baseUrl(), "no-key", "serve")
                .start()) {
      String url = "http://127.0.0.1:" + running.awaitLineAfter("port ") + "/ask";

      JvmExit caller =
          ForkedJvm.of(jdk, CALLER)
              .agent("propagate.hosts=127.0.0.1")
              .arguments(outer.baseUrl().replace("127.0.0.1", "localhost"), "no-key", url)
              .run();
      running.writeLine("enough");
      JvmExit called = running.await();

      assertThat(caller.stdout()).isEqualTo("outer answer\n");
      assertThat(caller.stderr() + called.stderr()).isEmpty();
      assertThat(outer.requests()).hasSize(2);
      TraceTree tree = caller.traces().only();
      assertThat(tree.describe())
          .isEqualTo(
              """
              agent Assistant.chat
                generation chat gpt-4o
                function ask
                generation chat gpt-4o
              """);
      TracedSpan caused = called.traces().only().spans().get(0);
      assertThat(caused.traceId()).isEqualTo(tree.traceId());
      assertThat(caused.parentId()).isEqualTo(tree.named("ask").id());
      assertThat(caused.clew().at("/attributes/clew.parent.remote").asBoolean()).isTrue();
    }
  }
}
