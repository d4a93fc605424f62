// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;

/** Creates distinguishable contexts. */
final class Contexts {
  private Contexts() {}

  /** Returns a context in a new trace. */
  static Context of(WeavingExtension weaving, String name) {
    return Context.root()
        .with(
            weaving
                .spans()
                .tracer()
                .start(
                    Context.root(), SpanType.CUSTOM, name, () -> new CustomData(name, Map.of())));
  }
}
