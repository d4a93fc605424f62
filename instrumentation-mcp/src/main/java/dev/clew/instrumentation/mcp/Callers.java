// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from requests to tools of a server which span of their client they belong to. */
final class Callers {
  private final Propagation propagation;

  Callers(Propagation propagation) {
    this.propagation = propagation;
  }

  boolean count() {
    return propagation.fromRequests();
  }

  /** Makes the client's span the parent of what follows; null if there is none to be found. */
  @Nullable Scope enter(@Nullable Object request) {
    Map<String, Object> meta = request instanceof CallToolRequest tool ? tool.meta() : null;
    return meta == null || !LibraryClasses.isOfJdk(meta)
        ? null
        : TraceHeaders.enter(name -> value(meta, name) instanceof String text ? text : null);
  }

  /** Looks through the entries: a sorted map would ask the application's comparator. */
  static @Nullable Object value(Map<?, ?> meta, String name) {
    for (Map.Entry<?, ?> entry : meta.entrySet()) {
      if (name.equals(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }
}
