// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ObservedBody;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.stream.ObservedChunks;
import java.io.InputStream;
import java.util.Optional;

/** A response of raw bytes, such as speech: the call ends when its body ends. */
final class ObservedBytes implements HttpResponse {
  static final DefaultMethodProxy PROXY =
      new DefaultMethodProxy(HttpResponse.class, ObservedBytes.class);

  private final HttpResponse response;
  private final HttpCall call;

  ObservedBytes(HttpResponse response, HttpCall call) {
    this.response = response;
    this.call = call;
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
