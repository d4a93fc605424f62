// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.trace.Context;
import dev.clew.kit.call.CallObservation;

/**
 * The run of an agent, model or tool for one subscriber.
 *
 * @param inside the context of whatever the library does for it
 */
record Started(CallObservation call, Context inside) {
  Started(CallObservation call) {
    this(call, call.callContext());
  }
}
