// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.data.HandoffData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.Handoff;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code AgentTransfer.transferToAgent}, the tool by which a model hands over to another
 * agent.
 */
final class TransferHook implements Hook<Object> {
  private final Tracer tracer;

  TransferHook(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public @Nullable Object enter(Call call) {
    String target = call.argument(0, String.class);
    AgentPayload from = AgentPayload.current();
    if (target != null) {
      HandoffData data =
          new HandoffData(from == null ? null : from.name(), target, Handoff.BY_MODEL);
      Handoff.start(tracer, Context.current(), data).end();
    }
    return null;
  }
}
