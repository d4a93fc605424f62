// SPDX-License-Identifier: Apache-2.0
package dev.clew.sample;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.CallPayload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Receives an object of the kit. */
final class ChatHook implements Hook<CallObservation> {
  private final CallObservations calls;

  ChatHook(CallObservations calls) {
    this.calls = calls;
  }

  private record Answer(String name) implements CallPayload {
    @Override
    public void result(Object answer) {}

    @Override
    public SpanData render() {
      return new CustomData(name, Map.of());
    }
  }

  @Override
  public @Nullable CallObservation enter(Call call) {
    String name = "chat " + call.label();
    return CallObservation.begin(calls, SpanType.CUSTOM, name, new Answer(name));
  }

  @Override
  public @Nullable Object exit(
      CallObservation call, @Nullable Object result, @Nullable Throwable thrown) {
    call.exit();
    call.answered(result);
    return result;
  }
}
