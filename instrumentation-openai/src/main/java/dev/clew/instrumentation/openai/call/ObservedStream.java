// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.StreamResponse;
import java.lang.ref.Reference;
import java.util.Spliterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A streamed answer that reports its pieces and its end; as lazy as the one behind it. */
final class ObservedStream<T> implements StreamResponse<T> {
  static final StandIn STAND_IN = new StandIn(StreamResponse.class, ObservedStream.class);

  private final StreamResponse<T> response;
  private final ModelCall call;

  ObservedStream(StreamResponse<T> response, ModelCall call) {
    this.response = response;
    this.call = call;
  }

  @Override
  public Stream<T> stream() {
    Stream<T> source = response.stream();
    // The supplier defers even the request for an iterator to the terminal operation.
    return StreamSupport.stream(
            () -> new ObservedChunks<>(source.spliterator(), call, this),
            Spliterator.ORDERED,
            false)
        .onClose(() -> close(source::close));
  }

  @Override
  public void close() {
    close(response::close);
  }

  private void close(Runnable close) {
    call.closing();
    try {
      close.run();
    } finally {
      call.closed();
      Reference.reachabilityFence(this);
    }
  }
}
