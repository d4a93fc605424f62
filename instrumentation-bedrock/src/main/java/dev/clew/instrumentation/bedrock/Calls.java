// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.HookedCalls;

/** The calls of all kinds; shared by the hooks of one application class loader. */
final class Calls extends HookedCalls {
  private final CallObservations observations;

  Calls(CallObservations observations) {
    // No result is a stream: streams are pushed to a handler.
    super(observations, result -> null, Sdk::statusCode);
    this.observations = observations;
  }

  /** Returns what reports failures of wrappers. */
  CallObservations shared() {
    return observations;
  }
}
