// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import java.util.HashMap;
import java.util.Map;

/** Prepares spans of the application's own code. */
final class SpanStarter {
  /** The attribute with the application's own type of a custom span. */
  static final String OWN_TYPE = "clew.custom.type";

  private static final Map<String, SpanType> TYPES = new HashMap<>();

  static {
    for (SpanType type : SpanType.values()) {
      TYPES.put(type.wireName(), type);
    }
  }

  private final CallObservations observations;

  SpanStarter(CallObservations observations) {
    this.observations = observations;
  }

  /** Returns a span that has not started; {@code type} may be a name of the application's. */
  ManualSpan prepare(String type, String name) {
    SpanType known = TYPES.get(type);
    ManualSpan span = new ManualSpan(observations, known == null ? SpanType.CUSTOM : known, name);
    if (known == null) {
      span.attribute(OWN_TYPE, type);
    }
    return span;
  }
}
