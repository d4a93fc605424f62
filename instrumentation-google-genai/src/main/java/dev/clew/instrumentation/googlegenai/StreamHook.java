// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Observes how the application reads a stream: {@code next}, {@code hasNext} and {@code close} of a
 * stream or its iterator, distinguished by the label. A response of the Interactions API creates
 * its stream in {@code events}.
 */
final class StreamHook implements Hook<StreamHook.Reading> {
  static final String NEXT = "next";
  static final String HAS_NEXT = "hasNext";
  static final String CLOSE = "close";
  static final String EVENTS = "events";

  private final Streams streams;

  StreamHook(Streams streams) {
    this.streams = streams;
  }

  /** A read in progress; what it sends, to continue an unfinished answer, belongs to the call. */
  record Reading(GenAiCall call, String what, Scope scope) {}

  @Override
  public @Nullable Reading enter(Call hooked) {
    GenAiCall call = streams.of(hooked.self(Object.class));
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
    GenAiCall call = reading.call();
    if (reading.what().equals(CLOSE)) {
      call.closed();
    } else if (thrown != null) {
      call.failed(thrown);
    } else if (reading.what().equals(EVENTS)) {
      if (result != null) {
        streams.observe(result, call);
      }
    } else if (result instanceof Optional<?> event) {
      event.ifPresentOrElse(call::chunk, call::exhausted);
    } else if (reading.what().equals(NEXT) && result != null) {
      call.chunk(result);
    } else if (Boolean.FALSE.equals(result)) {
      call.exhausted();
    }
    return result;
  }
}
