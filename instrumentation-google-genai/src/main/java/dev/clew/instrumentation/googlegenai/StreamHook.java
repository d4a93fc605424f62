// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.kit.stream.HookedCall;
import org.jspecify.annotations.Nullable;

/**
 * Observes how the application reads a stream: {@code next} and {@code hasNext} of its iterator,
 * and {@code close}, distinguished by the label.
 */
final class StreamHook implements Hook<StreamHook.Reading> {
  static final String NEXT = "next";
  static final String HAS_NEXT = "hasNext";
  static final String CLOSE = "close";

  private final Calls calls;

  StreamHook(Calls calls) {
    this.calls = calls;
  }

  /** A read in progress; what it sends, to continue an unfinished answer, belongs to the call. */
  record Reading(HookedCall call, String what, Scope scope) {}

  @Override
  public @Nullable Reading enter(Call hooked) {
    HookedCall call = calls.of(hooked.self(Object.class));
    if (call == null) {
      return null;
    }
    String what = String.valueOf(hooked.label());
    if (what.equals(CLOSE)) {
      call.closing();
    }
    return new Reading(call, what, call.inside().makeCurrent());
  }

  @Override
  public @Nullable Object exit(
      Reading reading, @Nullable Object result, @Nullable Throwable thrown) {
    reading.scope().close();
    HookedCall call = reading.call();
    if (reading.what().equals(CLOSE)) {
      call.closed();
    } else if (thrown != null) {
      call.failed(thrown);
    } else if (reading.what().equals(NEXT) && result != null) {
      call.chunk(result);
    } else if (Boolean.FALSE.equals(result)) {
      call.exhausted();
    }
    return result;
  }
}
