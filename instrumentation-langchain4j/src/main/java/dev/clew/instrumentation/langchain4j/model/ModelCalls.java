// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.agent.AgentRun;
import dev.clew.instrumentation.langchain4j.tool.ToolLoops;
import dev.clew.instrumentation.langchain4j.work.Doers;
import dev.clew.instrumentation.langchain4j.work.ModelIdentities;
import dev.langchain4j.model.chat.request.ChatRequest;
import org.jspecify.annotations.Nullable;

/** Starts the spans of model calls, blocking and streaming alike. */
final class ModelCalls {
  private final Tracer tracer;
  private final ToolLoops loops;
  private final ModelIdentities models;

  ModelCalls(Tracer tracer, ToolLoops loops, ModelIdentities models) {
    this.tracer = tracer;
    this.loops = loops;
    this.models = models;
  }

  /**
   * Returns the frame of a call that begins, or null if it belongs to the call in progress.
   *
   * @param contract the interface of the library that the model implements
   */
  @Nullable ModelFrame begin(
      Object model, ChatRequest request, Class<?> contract, @Nullable PartialAnswer partial) {
    if (Doers.passThrough(model)) {
      return null;
    }
    ModelFrame outer = ModelFrame.current();
    if (outer != null && outer.model() == model) {
      outer.call().refresh(request);
      return null;
    }
    if (outer != null) {
      outer.call().delegated();
    }
    AgentRun agent = AgentRun.current();
    if (agent != null) {
      agent.observe(request);
    }
    ModelCall call = new ModelCall(models.of(model, contract), request, partial);
    return new ModelFrame(model, call, start(request, call), loops);
  }

  private Span start(ChatRequest request, ModelCall call) {
    String name = "chat " + call.displayName();
    Span beside = Context.current().span() == null ? loops.continuedBy(request) : null;
    return beside == null
        ? tracer.start(SpanType.GENERATION, name, call)
        : tracer.startBeside(beside, SpanType.GENERATION, name, call);
  }
}
