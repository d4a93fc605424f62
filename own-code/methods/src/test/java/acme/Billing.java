// SPDX-License-Identifier: Apache-2.0
package acme;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An application's class, which knows nothing of Clew. */
public class Billing {
  public record Customer(String name, int age) {}

  public String charge(Customer customer, int cents) {
    if (cents < 0) {
      throw new IllegalArgumentException("negative");
    }
    return customer.name() + " paid " + cents;
  }

  public String charge(String name) {
    return charge(new Customer(name, 0), 100);
  }

  public int countdown(int from) {
    return from == 0 ? 0 : countdown(from - 1);
  }

  public static String currency() {
    return "EUR";
  }

  public CompletableFuture<String> later(CompletableFuture<String> result) {
    return result;
  }

  public Stream<String> lines(String... lines) {
    return Stream.of(lines);
  }

  public Iterator<String> steps() {
    Iterator<String> source = List.of("a", "b").iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public String next() {
        currency();
        return source.next();
      }
    };
  }

  public Flow.Publisher<String> published() {
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              @Override
              public void request(long count) {
                subscriber.onNext("x");
                subscriber.onComplete();
              }

              @Override
              public void cancel() {}
            });
  }

  public Mono<String> mono(List<String> subscriptions) {
    return Mono.fromSupplier(
        () -> {
          subscriptions.add("subscribed");
          return currency();
        });
  }

  public Flux<String> flux() {
    return Flux.just("a", "b", "c");
  }

  public void nothing() {}
}
