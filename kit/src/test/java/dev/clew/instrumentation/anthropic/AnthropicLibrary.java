// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpLibrary;
import dev.clew.kit.http.ObservedBody;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.stream.ObservedChunks;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Wraps the client's results, as lazily as the originals. */
final class AnthropicLibrary implements HttpLibrary {
  @Override
  public @Nullable Object observe(Object result, HttpCall call) {
    return result instanceof HttpResponseFor<?> response ? observe(response, call) : null;
  }

  private static <T> HttpResponseFor<T> observe(HttpResponseFor<T> response, HttpCall call) {
    return call.response(
        response, new Response<>(response, call), Response.PROXY, response.statusCode(), false);
  }

  @Override
  public int statusCode(Throwable thrown) {
    return thrown instanceof AnthropicServiceException refused ? refused.statusCode() : 0;
  }

  private record Response<T>(HttpResponseFor<T> source, HttpCall call)
      implements HttpResponseFor<T> {
    static final DefaultMethodProxy PROXY =
        new DefaultMethodProxy(HttpResponseFor.class, Response.class);

    @Override
    public T parse() {
      try {
        T parsed = source.parse();
        return parsed instanceof StreamResponse<?> stream ? observe(stream) : answered(parsed);
      } catch (Throwable thrown) {
        call.failed(thrown); // no effect once the answer has arrived
        throw thrown;
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    private T answered(T parsed) {
      call.answered(parsed);
      return parsed;
    }

    @SuppressWarnings("unchecked") // T is StreamResponse<C> if the answer is one
    private <C> T observe(StreamResponse<C> parsed) {
      return (T) call.stream(parsed, new Chunks<>(parsed, call), Chunks.PROXY);
    }

    @Override
    public int statusCode() {
      return source.statusCode();
    }

    @Override
    public Headers headers() {
      return source.headers();
    }

    @Override
    public InputStream body() {
      return new ObservedBody(source.body(), call, this);
    }

    @Override
    public void close() {
      ObservedChunks.close(source::close, call, this);
    }
  }

  private record Chunks<T>(StreamResponse<T> source, HttpCall call) implements StreamResponse<T> {
    static final DefaultMethodProxy PROXY =
        new DefaultMethodProxy(StreamResponse.class, Chunks.class);

    @Override
    public Stream<T> stream() {
      return ObservedChunks.stream(source.stream(), call, this);
    }

    @Override
    public void close() {
      ObservedChunks.close(source::close, call, this);
    }
  }
}
