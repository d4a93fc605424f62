// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.data.AgentData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The span of an agent in another thread of the session, of which this stream tells only what it is
 * told and what it answers.
 */
final class Subagent implements Payload {
  private final String name;
  private final String thread;
  private final Span span;
  private final Context context;
  private @Nullable SessionEvent input;
  private @Nullable SessionEvent output;

  Subagent(Tracer tracer, Context above, String name, String thread) {
    this.name = name;
    this.thread = thread;
    this.span = tracer.start(above, SpanType.AGENT, name, this);
    this.context = above.with(span);
  }

  Context context() {
    return context;
  }

  void told(SessionEvent message) {
    input = input == null ? message : input;
  }

  void answered(SessionEvent message) {
    output = message;
    end(Outcome.COMPLETED);
  }

  void end(Outcome outcome) {
    outcome.apply(span);
  }

  @Override
  public long retainedBytes() {
    return 1_024 + bytes(input) + bytes(output);
  }

  private static long bytes(@Nullable SessionEvent event) {
    return event == null ? 0 : event.retainedBytes();
  }

  @Override
  public AgentData render() {
    String task = text(input);
    return new AgentData(
        name,
        null,
        null,
        List.of(),
        List.of(),
        null,
        task == null ? Map.of() : Map.of("input", task),
        text(output),
        Map.of("thread_id", thread));
  }

  private static @Nullable String text(@Nullable SessionEvent event) {
    return event == null ? null : EventMessages.text(EventMessages.of(List.of(event)));
  }
}
