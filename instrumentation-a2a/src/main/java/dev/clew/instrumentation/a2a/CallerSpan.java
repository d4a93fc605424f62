// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import io.a2a.server.ServerCallContext;
import io.a2a.server.agentexecution.RequestContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the client's span from the headers that the SDK's servers keep with a request, because not
 * every HTTP server's context reaches the executor's thread.
 */
final class CallerSpan {
  private static final String HEADERS = "headers";

  private CallerSpan() {}

  /** Makes the client's span the parent of new traces; returns null if there is none. */
  static @Nullable Scope enter(RequestContext request) {
    ServerCallContext call = Sdk.mayCall(request) ? request.getCallContext() : null;
    Map<?, ?> state = call != null && Sdk.mayCall(call) ? call.getState() : null;
    Map<?, ?> headers =
        state != null && value(state, HEADERS) instanceof Map<?, ?> found ? found : null;
    return headers == null
        ? null
        : TraceHeaders.makeParentCurrent(
            name -> value(headers, name) instanceof String text ? text : null);
  }

  /** Iterates over the entries: names of headers come in any case, and maps may be sorted. */
  private static @Nullable Object value(Map<?, ?> map, String name) {
    if (LibraryClasses.isOfJdk(map)) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getKey() instanceof String key && key.equalsIgnoreCase(name)) {
          return entry.getValue();
        }
      }
    }
    return null;
  }
}
