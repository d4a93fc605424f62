// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.call.CallObservation;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call when {@code StreamingHandle.cancel} is called, of which the handler is not notified.
 */
final class StreamingHandleHook implements Hook<CallObservation> {
  private final StreamingHandles streams;

  StreamingHandleHook(StreamingHandles streams) {
    this.streams = streams;
  }

  @Override
  public @Nullable CallObservation enter(Call call) {
    CallObservation streamed = streams.of(call.self(Object.class));
    if (streamed != null) {
      streamed.stopped("cancelled");
    }
    return null;
  }
}
