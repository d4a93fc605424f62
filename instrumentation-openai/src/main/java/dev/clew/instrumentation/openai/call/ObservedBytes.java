// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.util.Optional;

/** A response of plain bytes, such as speech: the end of its body is the end of the call. */
final class ObservedBytes implements HttpResponse {
  static final StandIn STAND_IN = new StandIn(HttpResponse.class, ObservedBytes.class);

  private final HttpResponse response;
  private final ModelCall call;

  ObservedBytes(HttpResponse response, ModelCall call) {
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
    call.closing();
    try {
      response.close();
    } finally {
      call.bodyClosed();
      Reference.reachabilityFence(this);
    }
  }
}
