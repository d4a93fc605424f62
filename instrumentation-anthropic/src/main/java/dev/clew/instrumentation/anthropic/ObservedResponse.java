// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ObservedBody;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.stream.ObservedChunks;
import java.io.InputStream;
import java.util.stream.Stream;
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
      stream = call.stream(parsed, new Events<>(parsed, call), Events.PROXY);
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
  public InputStream body() {
    return new ObservedBody(response.body(), call, this);
  }

  @Override
  public void close() {
    ObservedChunks.close(response::close, call, this);
  }

  /** A streamed answer that reports its events and its end; as lazy as the original. */
  private record Events<C>(StreamResponse<C> source, HttpCall call) implements StreamResponse<C> {
    static final DefaultMethodProxy PROXY =
        new DefaultMethodProxy(StreamResponse.class, Events.class);

    @Override
    public Stream<C> stream() {
      return ObservedChunks.stream(source.stream(), call, this);
    }

    @Override
    public void close() {
      ObservedChunks.close(source::close, call, this);
    }
  }
}
