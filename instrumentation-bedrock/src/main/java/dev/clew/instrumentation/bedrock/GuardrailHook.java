// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Traces {@code applyGuardrail} and {@code invokeGuardrailChecks}. */
final class GuardrailHook extends RequestHook {
  GuardrailHook(Calls calls) {
    super(calls);
  }

  @Override
  @Nullable HookedCall begin(SdkRequest request, String method, Object client) {
    String id = Sdk.text(request, "guardrailIdentifier");
    String name = id == null ? "checks" : id;
    return calls()
        .begin(SpanType.GUARDRAIL, name, new GuardrailPayload(client, request, name), null);
  }
}
