// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.OperationHook;
import dev.clew.kit.value.ReceiverNames;
import java.util.Objects;

/** Traces {@code call} of models other than chat models; the label says of which kind. */
final class ModelHook extends OperationHook<ModelPayload> {
  ModelHook(Tracer tracer) {
    super(tracer, ModelPayload.KIND);
  }

  @Override
  protected ModelPayload begin(Object receiver, Call call) {
    return new ModelPayload(
        Objects.requireNonNull(call.label()),
        ReceiverNames.name(receiver),
        ModelPayload.LIBRARY.callableOrNull(call.required(0, Object.class)));
  }
}
