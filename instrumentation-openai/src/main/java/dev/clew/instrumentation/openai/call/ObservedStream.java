// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.StreamResponse;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.stream.ObservedChunks;
import java.util.stream.Stream;

/** A streamed answer that reports its chunks and its end; as lazy as the original. */
final class ObservedStream<T> implements StreamResponse<T> {
  static final DefaultMethodProxy PROXY =
      new DefaultMethodProxy(StreamResponse.class, ObservedStream.class);

  private final StreamResponse<T> response;
  private final HttpCall call;

  ObservedStream(StreamResponse<T> response, HttpCall call) {
    this.response = response;
    this.call = call;
  }

  @Override
  public Stream<T> stream() {
    return ObservedChunks.stream(response.stream(), call, this);
  }

  @Override
  public void close() {
    ObservedChunks.close(response::close, call, this);
  }
}
