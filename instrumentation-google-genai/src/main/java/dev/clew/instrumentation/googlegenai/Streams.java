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
    if (!call.payload().isStreamed() || GenAiLibrary.own(result) == null) {
      return false;
    }
    calls.put(result, call);
    Object reader = result;
    if (result instanceof ResponseStream<?> stream) {
      reader = stream.iterator(); // which refers to the stream
      calls.put(reader, call);
    }
    call.watch(reader);
    return true;
  }

  /** Returns the call that a stream or iterator belongs to, or null. */
  @Nullable GenAiCall of(Object streamOrIterator) {
    return calls.get(streamOrIterator);
  }
}
