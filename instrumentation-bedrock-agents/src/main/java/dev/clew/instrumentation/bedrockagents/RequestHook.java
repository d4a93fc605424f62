// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrockagents;

import dev.clew.api.hook.Call;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.stream.HookedCallHook;
import dev.clew.kit.stream.HookedCalls;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Traces methods that take a request and, for a stream, the application's handler. */
abstract class RequestHook extends HookedCallHook {
  private final Calls calls;

  RequestHook(Calls calls) {
    super(calls);
    this.calls = calls;
  }

  /** Starts the call of a request of the SDK's own. */
  abstract @Nullable HookedCall begin(SdkRequest request, String method);

  final Calls calls() {
    return calls;
  }

  @Override
  protected final @Nullable HookedCall begin(HookedCalls ignored, Call call) {
    SdkRequest request = Sdk.own(call.argument(0, SdkRequest.class));
    if (request == null) {
      return null;
    }
    HookedCall begun = begin(request, String.valueOf(call.label()));
    Object handler = call.argumentCount() < 2 ? null : call.argument(1, Object.class);
    if (begun != null && handler != null) {
      call.replaceArgument(1, StreamListener.around(handler, begun, calls.shared().failures()));
    }
    return begun;
  }
}
