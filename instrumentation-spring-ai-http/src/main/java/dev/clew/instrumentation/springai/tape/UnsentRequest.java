// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import java.net.URI;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A request that is written, but to nowhere: on a replay there is no connection. */
final class UnsentRequest extends AbstractClientHttpRequest {
  private final ClientRequest request;

  UnsentRequest(ClientRequest request) {
    this.request = request;
  }

  @Override
  public HttpMethod getMethod() {
    return request.method();
  }

  @Override
  public URI getURI() {
    return request.url();
  }

  @Override
  public DataBufferFactory bufferFactory() {
    return DefaultDataBufferFactory.sharedInstance;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // Spring's own signature
  public <T> T getNativeRequest() {
    throw new UnsupportedOperationException("not sent");
  }

  @Override
  public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
    return Flux.from(body).then();
  }

  @Override
  public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> setComplete() {
    return Mono.empty();
  }

  @Override
  protected void applyHeaders() {}

  @Override
  protected void applyCookies() {}
}
