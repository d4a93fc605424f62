// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the client's span from tool requests received by a server. */
final class ClientSpans {
  private final Propagation propagation;

  ClientSpans(Propagation propagation) {
    this.propagation = propagation;
  }

  boolean isEnabled() {
    return propagation.fromRequests();
  }

  /** Makes the client's span the parent of new traces; returns null if there is none. */
  @Nullable Scope enter(@Nullable Object request) {
    Map<String, Object> meta = request instanceof CallToolRequest tool ? tool.meta() : null;
    return meta == null || !LibraryClasses.isOfJdk(meta)
        ? null
        : TraceHeaders.makeParentCurrent(
            name -> value(meta, name) instanceof String text ? text : null);
  }

  /** Iterates over the entries, because a sorted map would call the application's comparator. */
  static @Nullable Object value(Map<?, ?> meta, String name) {
    for (Map.Entry<?, ?> entry : meta.entrySet()) {
      if (name.equals(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }
}
