// SPDX-License-Identifier: Apache-2.0
package dev.clew.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.clew.Clew;
import dev.clew.ClewSpan;
import dev.clew.ClewTrace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The manual API in an application without the agent. */
@SuppressWarnings({"UnnecessaryLambda", "StaticAssignmentOfThrowable"}) // made before measuring
class ManualApiWithoutAgentTest {
  private static final Runnable TASK = () -> {};
  private static final Callable<String> CALL = () -> "result";
  private static final Supplier<String> SUPPLIER = () -> "result";
  private static final Executor EXECUTOR = Runnable::run;
  private static final Throwable FAILURE = new IOException("failed");

  @Test
  void everyCall_allocatesNothing() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 100; i++) { // links what the bean and the calls need
      everything();
      threads.getCurrentThreadAllocatedBytes();
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    long unrelated = threads.getCurrentThreadAllocatedBytes() - before;
    before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1_000; i++) {
      everything();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated - unrelated).isZero();
  }

  private static void everything() throws Exception {
    try (ClewTrace trace = Clew.trace("t").groupId("g").metadata("k", "v").tag("x").start();
        ClewSpan span =
            Clew.agent("a")
                .input("in")
                .data("k", "v")
                .model("p", "m")
                .attribute("k", "v")
                .groupId("g")
                .metadata("k", "v")
                .start()) {
      trace.groupId("g").metadata("k", "v").wrap(TASK);
      span.input("in").output("out").data("k", "v").attribute("k", "v").attribute("k", 1_000_000L);
      span.attribute("k", 0.5).attribute("k", true).event("e").event("e", "d");
      span.score("s", 0.5).score("s", 0.5, "c").groupId("g").metadata("k", "v");
      span.provider("p").model("m").responseModel("m").responseId("r").parameter("t", "1");
      span.message("user", "hi").toolCall("1", "t", "{}").finishReason("stop");
      span.usage(1_000_000L, 2_000_000L).cachedTokens(3_000_000L).cacheWriteTokens(4_000_000L);
      span.reasoningTokens(5_000_000L).firstChunk().instructions("i").availableTool("t");
      span.availableHandoff("b").toolCallId("1").triggered(true).document("d", "s", 0.5);
      span.error(FAILURE).error("type", "message").cancelled();
      span.wrap(TASK);
      span.wrap(CALL);
      span.wrapSupplier(SUPPLIER);
    }
    Clew.generation("g").startDetached().close();
    Clew.response("r").record();
    Clew.tool("t").run(TASK);
    Clew.custom("c").call(CALL);
    Clew.handoff("a", "b").record();
    Clew.guardrail("g").record();
    Clew.embedding("e").record();
    Clew.retrieval("r").record();
    Clew.mcp("s", "tools/list").record();
    Clew.span("own", "o").record();
    Clew.currentSpan().attribute("k", "v").close();
    Clew.wrap(TASK).run();
    Clew.wrap(CALL).call();
    String unused = Clew.wrapSupplier(SUPPLIER).get();
    Clew.wrapExecutor(EXECUTOR).execute(TASK);
    Clew.scoreTrace("t", "s", 1, null);
    Clew.scoreSpan("t", "s", "n", 1, null);
  }

  @Test
  void tasks_areTheApplicationsOwn() {
    assertThat(Clew.wrap(TASK)).isSameAs(TASK);
    assertThat(Clew.wrap(CALL)).isSameAs(CALL);
    assertThat(Clew.wrapSupplier(SUPPLIER)).isSameAs(SUPPLIER);
    assertThat(Clew.wrapExecutor(EXECUTOR)).isSameAs(EXECUTOR);
  }

  @Test
  void nothing_isRecorded() {
    try (ClewSpan span = Clew.agent("a").start()) {
      assertThat(span.isRecording()).isFalse();
      assertThat(span.traceId()).isNull();
      assertThat(span.spanId()).isNull();
    }
    assertThat(Clew.isEnabled()).isFalse();
    assertThat(Clew.currentTraceId()).isNull();
    assertThat(Clew.currentSpanId()).isNull();
    assertThat(Clew.flush(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void registeredCode_isNeverCalled_andCanBeRemoved() {
    Clew.addProcessor(
            span -> {
              throw new AssertionError();
            })
        .close();
  }

  @Test
  void byteCode_isThatOfJava11() throws IOException {
    try (InputStream in = Clew.class.getResourceAsStream("Clew.class")) {
      assertThat(in.readNBytes(8)[7]).isEqualTo((byte) 55);
    }
  }
}
