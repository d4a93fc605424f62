// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.CallObservation;
import org.jspecify.annotations.Nullable;

/** Maps {@code StreamingHandle}s to their calls. */
final class StreamingHandles {
  private final WeakIdentityMap<Object, CallObservation> byHandle = new WeakIdentityMap<>();

  void handle(Object handle, CallObservation call) {
    byHandle.put(handle, call);
  }

  @Nullable CallObservation of(Object handle) {
    return byHandle.get(handle);
  }
}
