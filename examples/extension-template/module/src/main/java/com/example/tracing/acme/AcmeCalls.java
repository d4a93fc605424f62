// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.acme;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.CallObservations;

/** What the hooks share. Clew creates it once and passes it to their constructors. */
final class AcmeCalls {
  private final CallObservations observations;

  AcmeCalls(Tracer tracer, FailureReporter failures) {
    this.observations = new CallObservations(tracer, failures);
  }

  CallObservations observations() {
    return observations;
  }
}
