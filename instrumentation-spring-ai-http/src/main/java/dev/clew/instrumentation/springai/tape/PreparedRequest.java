// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A request that is about to be sent, and the bytes of its body: while recording, those that were
 * sent; on a replay, those that would be.
 */
final class PreparedRequest {
  private final ClientRequest request;
  private final ExchangeStrategies strategies;
  private volatile byte @Nullable [] written;

  PreparedRequest(ClientRequest request, ExchangeStrategies strategies) {
    this.request = request;
    this.strategies = strategies;
  }

  /** Returns the bytes, or null if the body cannot be written at once. */
  byte @Nullable [] bytes() {
    if (written == null) {
      Copying copying = new Copying(new UnsentRequest(request));
      request.writeTo(copying, strategies).subscribe(nothing -> {}, failure -> {});
    }
    return written;
  }

  /** Returns the request whose body is copied as it is sent. */
  ClientRequest copied() {
    return ClientRequest.from(request)
        .body((message, context) -> request.body().insert(new Copying(message), context))
        .build();
  }

  ClientRequest changed(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ClientRequest.from(request)
        .body(
            (message, context) -> {
              message.getHeaders().setContentLength(bytes.length);
              return message.writeWith(Mono.just(message.bufferFactory().wrap(bytes)));
            })
        .build();
  }

  private final class Copying extends ClientHttpRequestDecorator {
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    Copying(ClientHttpRequest request) {
      super(request);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      return super.writeWith(
          body instanceof Mono<? extends DataBuffer> one
              ? one.doOnNext(this::add).doOnSuccess(last -> end())
              : Flux.from(body).doOnNext(this::add).doOnComplete(this::end));
    }

    private void add(DataBuffer piece) {
      copy.writeBytes(Bytes.of(piece));
    }

    private void end() {
      written = copy.toByteArray();
    }

    @Override
    public Mono<Void> setComplete() {
      end();
      return super.setComplete();
    }
  }
}
