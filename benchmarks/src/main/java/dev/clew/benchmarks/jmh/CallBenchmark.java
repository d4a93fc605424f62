// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.jmh;

import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.clew.benchmarks.child.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Calls of openai-java like any application's; the fork determines which agent is present. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
public class CallBenchmark {
  private final Workload chat = Workload.named("chat");
  private final Workload stream = Workload.named("stream");

  /** One chat completion: dispatch, span, hand-over to the export. */
  @Benchmark
  public long chat() {
    return chat.run();
  }

  /** The same, streamed in twenty chunks. */
  @Benchmark
  public long stream() {
    return stream.run();
  }

  /** A woven method whose hook is not interested: only the dispatch. */
  @Benchmark
  public Object uninteresting() {
    return ChatCompletionToolMessageParam.builder().content("42").toolCallId("call_1").build();
  }
}
