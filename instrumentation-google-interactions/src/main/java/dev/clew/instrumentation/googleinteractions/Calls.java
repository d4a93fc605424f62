// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import com.google.genai.errors.ApiException;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.HookedCalls;

/** The calls; shared by the hooks of one application class loader. */
final class Calls {
  private final HookedCalls hooked;

  Calls(CallObservations observations) {
    // A response leads to its stream, which is read by its own methods.
    this.hooked = new HookedCalls(observations, Fields::own, Calls::statusCode);
  }

  private static int statusCode(Throwable thrown) {
    return thrown instanceof ApiException error && Fields.own(error) != null ? error.code() : 0;
  }

  HookedCalls hooked() {
    return hooked;
  }
}
