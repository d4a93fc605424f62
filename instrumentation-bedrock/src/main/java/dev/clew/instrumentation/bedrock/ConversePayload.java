// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.Context;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** The content of the span of {@code converse} and {@code converseStream}. */
final class ConversePayload extends ModelPayload {
  private final ToolLoop tools;
  private final @Nullable ConverseEvents events;

  ConversePayload(
      Object client, SdkRequest request, ModelName model, boolean streamed, ToolLoop tools) {
    super(client, request, model, streamed);
    this.tools = tools;
    this.events = streamed ? new ConverseEvents() : null;
  }

  @Override
  public void chunk(Object event) {
    if (events != null) {
      events.add(event);
    }
  }

  @Override
  void restarted() {
    if (events != null) {
      events.clear();
    }
  }

  @Override
  public boolean isComplete() {
    return events != null && events.isComplete();
  }

  @Override
  public boolean mayRequestTools() {
    return true;
  }

  @Override
  public void followUp(Context caller) {
    List<RequestedTool> requested =
        events != null ? events.requestedTools() : ToolResults.requestedTools(result());
    if (!requested.isEmpty()) {
      tools.start(caller, null, null, requested, ToolResults::output);
    }
  }

  @Override
  Question question() {
    return Converse.question(SdkJson.read(request()));
  }

  @Override
  Answer answer() {
    JsonTree response = events != null ? events.response() : SdkJson.read(result());
    return Converse.answer(response);
  }

  @Override
  long dropped() {
    return events == null ? 0 : events.dropped();
  }

  @Override
  public long retainedBytes() {
    return super.retainedBytes()
        + ConverseSize.ofRequest(request())
        + (events == null ? ConverseSize.ofResponse(result()) : events.retainedBytes());
  }
}
