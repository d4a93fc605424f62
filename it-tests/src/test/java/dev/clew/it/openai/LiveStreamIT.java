// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Pause;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.EachJdk;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.TracedSpan;
import java.util.concurrent.CountDownLatch;

/** A stream that the model has not finished. */
class LiveStreamIT {
  private static final Application WAITING =
      Application.compile("waiting", LibraryClasspath.of("com.openai:openai-java:4.100.0"));

  @EachJdk
  void firstChunk_reachesTheApplicationBeforeTheNextIsSent(Jdk jdk) {
    CountDownLatch printed = new CountDownLatch(1);
    JvmExit exit;
    try (ModelServer server = ModelServer.start(request -> reply(request, printed));
        RunningJvm jvm =
            ForkedJvm.of(jdk, WAITING).agent().arguments(server.baseUrl(), "no-key").start()) {
      jvm.tell("stream");
      // The chunk that announces the role has an empty text.
      jvm.awaitLine("");
      printed.countDown();
      jvm.awaitLine("pieces");
      jvm.tell("exit");
      exit = jvm.await();
    }

    TracedSpan span = exit.traces().about("in two pieces").only("generation");
    assertThat(span.hasFirstChunk()).isTrue();
    assertThat(exit.stdout()).isEqualTo("whole\n\nin \ntwo \npieces\n");
  }

  private static Reply reply(ChatRequest request, CountDownLatch printed) {
    return request.stream()
        ? Reply.text("in two pieces").betweenChunks(Pause.until(printed))
        : Reply.text("whole");
  }
}
