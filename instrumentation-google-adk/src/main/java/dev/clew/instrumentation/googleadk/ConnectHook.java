// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.models.LlmRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Learns an agent's instructions and tools when a live run connects to its model: {@code
 * BaseLlm.connect(LlmRequest)}. The generations are those of {@code google-adk-live}.
 */
final class ConnectHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    LlmRequest request = call.argument(0, LlmRequest.class);
    AgentPayload agent = AgentPayload.current();
    if (agent != null && AdkClasses.mayCall(request) && request != null) {
      agent.modelCalled(request);
    }
    return null;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    return result;
  }
}
