// SPDX-License-Identifier: Apache-2.0
package app;

import app.Main.Expert;
import dev.langchain4j.agent.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Asks the expert in every kind of reactive chain. */
final class Tools {
  private final Expert expert;
  private final EventLoop loop;

  Tools(Expert expert, EventLoop loop) {
    this.expert = expert;
    this.loop = loop;
  }

  @Tool
  String consult() {
    Sinks.One<String> sink = Sinks.one();
    Mono<String> fromSink = sink.asMono().map(expert::ask).doOnSubscribe(s -> emit(sink));
    Mono<String> created =
        Mono.<String>create(it -> loop.execute(() -> it.success("created"))).map(expert::ask);
    Flux<String> pushed =
        Flux.<String>create(it -> loop.execute(() -> it.next("pushed").complete()))
            .flatMap(text -> Mono.fromCallable(() -> expert.ask(text)));
    Mono<String> future =
        Mono.fromFuture(CompletableFuture.supplyAsync(() -> "future", loop)).map(expert::ask);
    Mono<String> elastic =
        Mono.fromCallable(() -> expert.ask("elastic")).subscribeOn(Schedulers.boundedElastic());
    Mono<String> onLoop =
        Mono.fromCallable(() -> expert.ask("loop")).subscribeOn(Schedulers.fromExecutor(loop));
    Flux<String> delayed =
        Flux.just("delayed").delayElements(Duration.ofMillis(1)).map(expert::ask);
    List<String> answers =
        Flux.concat(fromSink, created, pushed, future, elastic, onLoop, delayed)
            .collectList()
            .block();
    return String.join(" ", answers);
  }

  private void emit(Sinks.One<String> sink) {
    loop.execute(() -> sink.tryEmitValue("sunk"));
  }
}
