// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ObservedBody;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.stream.ObservedChunks;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A response that reports how it is used. As lazy as the original: it reads and parses only what
 * the application asks for.
 */
final class ObservedResponse<T> implements HttpResponseFor<T> {
  static final DefaultMethodProxy PROXY =
      new DefaultMethodProxy(HttpResponseFor.class, ObservedResponse.class);

  private final HttpResponseFor<T> response;
  private final HttpCall call;
  private @Nullable StreamResponse<?> stream;

  ObservedResponse(HttpResponseFor<T> response, HttpCall call) {
    this.response = response;
    this.call = call;
  }

  @Override
  public T parse() {
    T parsed = call.parse(response::parse, this);
    if (parsed instanceof StreamResponse<?> parsedStream) {
      return observed(parsedStream);
    }
    call.answered(parsed);
    return parsed;
  }

  @SuppressWarnings("unchecked") // T is StreamResponse<C> if the answer is one
  private synchronized <C> T observed(StreamResponse<C> parsed) {
    if (stream == null) {
      stream = call.stream(parsed, new ObservedStream<>(parsed, call), ObservedStream.PROXY);
    }
    return (T) stream;
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public Optional<String> requestId() {
    return response.requestId();
  }

  @Override
  public InputStream body() {
    return new ObservedBody(response.body(), call, this);
  }

  @Override
  public void close() {
    ObservedChunks.close(response::close, call, this);
  }
}
