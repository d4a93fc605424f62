// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The span of a tool, from the event that requests it to the one with its result, whoever runs it.
 */
final class ToolUse implements Payload {
  private final SessionEvent requested;
  private final String name;
  private final Span span;
  private @Nullable SessionEvent result;

  ToolUse(Tracer tracer, Context context, SessionEvent requested) {
    String known = requested.text("_name");
    this.requested = requested;
    this.name = known == null ? "tool" : known;
    this.span = tracer.start(context, SpanType.FUNCTION, name, this);
  }

  /** Ends the span with a result or the application's refusal; returns whether it has ended. */
  boolean answered(SessionEvent event) {
    if (event.type().equals("user.tool_confirmation")) {
      boolean denied =
          "deny"
              .equals(
                  Fields.BY_NAME.text(Fields.BY_NAME.read(event.content(), "_result"), "_value"));
      if (denied) {
        end(Outcome.failed(SpanError.of("denied", event.text("_denyMessage"))));
      }
      return denied;
    }
    result = event;
    end(
        event.isError()
            ? Outcome.failed(SpanError.of("tool_error", name + " failed"))
            : Outcome.COMPLETED);
    return true;
  }

  void end(Outcome outcome) {
    outcome.apply(span);
  }

  @Override
  public long retainedBytes() {
    SessionEvent answer = result;
    return 2_048 + (answer == null ? 0 : answer.retainedBytes());
  }

  @Override
  public FunctionData render() {
    SessionEvent answer = result;
    return new FunctionData(
        name,
        EventMessages.arguments(SessionJson.read(requested.content())),
        answer == null ? null : SessionJson.read(answer.content()).joinedText("content"),
        requested.id(),
        requested.text("_mcpServerName"),
        requested.type().equals("agent.custom_tool_use"));
  }
}
