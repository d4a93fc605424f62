// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservation;
import java.util.function.Consumer;

/**
 * A run of an agent, model or tool whose answer is a reactive stream.
 *
 * @param inside the context of whatever the library does for it
 * @param items records an item of the stream
 */
record Observed(CallObservation call, Context inside, Consumer<Object> items) {
  /** Enters the run: subscribing, requesting more, cancelling. */
  Scope enter() {
    return inside.makeCurrent();
  }

  /** Leaves the run: whatever follows a signal is the subscriber's work, such as running tools. */
  Scope leave() {
    return call.callerContext().makeCurrent();
  }

  /** Records an item before the subscriber receives it. */
  void next(Object item) {
    try {
      items.accept(item);
    } catch (Throwable internalFailure) {
      call.reportInternalFailure(internalFailure);
    }
  }

  /** Ends the run because the subscriber wants no more, which may be due to its last answer. */
  void cancelled() {
    if (call.payload().isComplete()) {
      call.answered(null);
    } else {
      call.stopped("cancelled");
    }
  }
}
