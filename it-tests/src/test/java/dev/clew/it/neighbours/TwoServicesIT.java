// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.neighbours;

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

/** Two JVMs with Clew, of which one calls the other inside a tool. */
class TwoServicesIT {
  private static final Application CALLED =
      Application.compile("neighbours", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
  private static final Application CALLER =
      Application.compile(
          "caller",
          LibraryClasspath.of(
              "dev.langchain4j:langchain4j:1.19.0", "dev.langchain4j:langchain4j-open-ai:1.19.0"));

  @Test
  void callInsideATool_isOneTraceWithWhatItCaused() {
    try (ModelServer outer =
            ModelServer.start(
                SequenceScript.of(
                    Reply.toolCalls(new ToolCall("call_1", "ask", "{\"phrase\":\"inner\"}")),
                    Reply.text("outer answer")));
        ModelServer inner = ModelServer.start(request -> Reply.text("inner answer"));
        RunningJvm service =
            ForkedJvm.of(Jdk.running(), CALLED)
                .agent()
                .arguments(inner.baseUrl(), "no-key", "serve")
                .start()) {
      String url = "http://127.0.0.1:" + service.awaitLineAfter("port ") + "/ask";

      JvmExit caller =
          ForkedJvm.of(Jdk.running(), CALLER)
              .agent("propagate.hosts=127.0.0.1")
              .arguments(outer.baseUrl().replace("127.0.0.1", "localhost"), "no-key", url)
              .run();
      service.tell("enough");
      JvmExit called = service.await();

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
