// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.ResponseStream;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.HookedCalls;
import org.jspecify.annotations.Nullable;

/** The calls of all kinds; shared by the hooks of one application class loader. */
final class Calls extends HookedCalls {
  Calls(CallObservations observations) {
    super(observations, Calls::reader, GenAiLibrary::statusCode);
  }

  /** Returns the only iterator of a stream, which refers to the stream. */
  private static @Nullable Object reader(@Nullable Object result) {
    return result instanceof ResponseStream<?> stream && GenAiLibrary.own(stream) != null
        ? stream.iterator()
        : null;
  }
}
