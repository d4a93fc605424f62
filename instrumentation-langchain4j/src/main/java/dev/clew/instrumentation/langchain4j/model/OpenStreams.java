// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.langchain4j.value.Abandonment;
import org.jspecify.annotations.Nullable;

/** Finds the call that a {@code StreamingHandle} belongs to, and calls that nobody can end. */
final class OpenStreams {
  private final WeakIdentityMap<Object, StreamedCall> byHandle = new WeakIdentityMap<>();
  private final Abandonment abandonment;

  OpenStreams(Abandonment abandonment) {
    this.abandonment = abandonment;
  }

  void handle(Object handle, StreamedCall call) {
    byHandle.put(handle, call);
  }

  @Nullable StreamedCall of(Object handle) {
    return byHandle.get(handle);
  }

  /** Cancels {@code call} once {@code handler}, the only way to end it, is collected. */
  void watch(Object handler, StreamedCall call) {
    call.watchedBy(abandonment.watch(handler, call::cancelled));
  }
}
