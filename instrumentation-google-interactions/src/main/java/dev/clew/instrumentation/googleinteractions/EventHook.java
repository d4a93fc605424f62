// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.kit.stream.HookedCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Observes how the application reads a stream: {@code next} and {@code close}, and before them
 * {@code events} of the response, which creates the stream. Distinguished by the label.
 */
final class EventHook implements Hook<EventHook.Reading> {
  static final String NEXT = "next";
  static final String CLOSE = "close";
  static final String EVENTS = "events";

  private final Calls calls;

  EventHook(Calls calls) {
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
    } else if (result instanceof Optional<?> event) {
      event.ifPresentOrElse(call::chunk, call::exhausted);
    } else if (result != null) {
      calls.observe(result, call);
    }
    return result;
  }
}
