// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import com.google.genai.errors.ApiException;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.HookedCalls;

/** The calls; shared by the hooks of one application class loader. */
final class Calls extends HookedCalls {
  Calls(CallObservations observations) {
    // A response leads to its stream, which is read by its own methods.
    super(observations, Fields::own, Calls::status);
  }

  private static int status(Throwable thrown) {
    return thrown instanceof ApiException error && Fields.own(error) != null ? error.code() : 0;
  }
}
