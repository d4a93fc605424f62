// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.ResponseStream;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls whose answers are being read as streams. The library's stream is a class, so it cannot
 * be wrapped: hooks in it and in its only iterator find the call here.
 */
final class Streams {
  private final WeakIdentityMap<Object, GenAiCall> calls = new WeakIdentityMap<>();

  /** Returns whether {@code result} is a stream, whose end is from now on that of {@code call}. */
  boolean observe(Object result, GenAiCall call) {
    if (!(result instanceof ResponseStream<?> stream) || GenAiLibrary.own(stream) == null) {
      return false;
    }
    Object iterator = stream.iterator();
    calls.put(stream, call);
    calls.put(iterator, call);
    call.watch(iterator); // which refers to the stream
    return true;
  }

  /** Returns the call that a stream or iterator belongs to, or null. */
  @Nullable GenAiCall of(Object streamOrIterator) {
    return calls.get(streamOrIterator);
  }
}
