// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.value.PrivateFields;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Records and answers a reactive request. Nothing here subscribes to a response; each subscription
 * is an attempt of its own.
 */
final class ExchangeHook implements Hook<ExchangeHook.Attempt> {
  private static final LibraryClasses SPRING = LibraryClasses.in("org.springframework.web.");

  private final Tape tape;

  ExchangeHook(Tape tape) {
    this.tape = tape;
  }

  record Attempt(ExchangeFunction client, ClientRequest request, TapeRecorder recorder) {}

  @Override
  public @Nullable Attempt enter(Call call) {
    ClientRequest request = call.required(0, ClientRequest.class);
    if (!SPRING.mayCall(request) || !request.attributes().containsKey(MarkHook.MARK)) {
      return null;
    }
    ExchangeFunction client = call.self(ExchangeFunction.class);
    ExchangeStrategies strategies =
        Objects.requireNonNull(
            (ExchangeStrategies) PrivateFields.read(client, "strategies"), "its strategies");
    PreparedRequest prepared = new PreparedRequest(request, strategies);
    TapeDecision decision =
        tape.begin(
            TapeRequest.http(
                    client.getClass(),
                    request.method().name(),
                    request.url().getRawPath(),
                    prepared::bytes)
                .withChangeableBody());
    TapeAnswer answer = decision.played();
    if (answer != null) {
      call.answer(() -> each(client, request, played(request, strategies, answer)));
      return null;
    }
    String body = decision.body();
    call.replaceArgument(0, body == null ? prepared.copied() : prepared.changed(body));
    return decision.recorder() == null ? null : new Attempt(client, request, decision.recorder());
  }

  private Mono<ClientResponse> played(
      ClientRequest request, ExchangeStrategies strategies, TapeAnswer answer) {
    Scheduler threads = Schedulers.fromExecutor(tape.executor());
    Flux<DataBuffer> body =
        DataBufferUtils.readInputStream(
                answer::body, DefaultDataBufferFactory.sharedInstance, 64 << 10)
            .subscribeOn(threads);
    return Mono.fromCallable(
            () -> {
              answer.await();
              if (!answer.begins()) {
                throw Exceptions.propagate(failure(answer, request)); // unpacked by Reactor
              }
              return ClientResponse.create(HttpStatusCode.valueOf(answer.status()), strategies)
                  .headers(headers -> answer.headers().forEach(headers::addAll))
                  .request(new PlayedRequest(request))
                  .body(body)
                  .build();
            })
        .subscribeOn(threads);
  }

  private static Throwable failure(TapeAnswer answer, ClientRequest request) {
    Throwable thrown = Objects.requireNonNull(answer.failure());
    boolean wrapped =
        thrown instanceof Error
            || thrown instanceof WebClientException
            || thrown instanceof CodecException;
    return wrapped
        ? thrown
        : new WebClientRequestException(thrown, request.method(), request.url(), request.headers());
  }

  @Override
  public @Nullable Object exit(
      Attempt attempt, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      attempt.recorder().failed(thrown);
    }
    return result instanceof Mono<?> response
        ? each(attempt.client(), attempt.request(), recorded(response, attempt.recorder()))
        : result;
  }

  private static Mono<ClientResponse> recorded(Mono<?> response, TapeRecorder recorder) {
    AtomicBoolean answered = new AtomicBoolean();
    return response
        .cast(ClientResponse.class)
        .map(
            each -> {
              answered.set(true);
              return recorded(each, recorder);
            })
        .doOnError(thrown -> recorder.failed(cause(thrown)))
        .doOnCancel(
            () -> {
              if (!answered.get()) {
                recorder.closedEarly();
              }
            });
  }

  private static ClientResponse recorded(ClientResponse response, TapeRecorder recorder) {
    if (!SPRING.mayCall(response)) {
      return response;
    }
    recorder.head(
        response.statusCode().value(),
        () -> RecordedResponse.map(response.headers().asHttpHeaders()));
    return response
        .mutate()
        .body(
            (Flux<DataBuffer> body) ->
                body.doOnNext(
                        piece -> {
                          byte[] bytes = Bytes.of(piece);
                          recorder.piece(bytes, 0, bytes.length);
                        })
                    .doOnComplete(recorder::complete)
                    .doOnError(recorder::failed)
                    .doOnCancel(recorder::closedEarly))
        .build();
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof WebClientRequestException && cause != null ? cause : thrown;
  }

  /** A filter of the application's may subscribe again, for another attempt. */
  private static Mono<ClientResponse> each(
      ExchangeFunction client, ClientRequest request, Mono<ClientResponse> first) {
    AtomicBoolean subscribed = new AtomicBoolean();
    return Mono.defer(
        () -> subscribed.compareAndSet(false, true) ? first : client.exchange(request));
  }
}
