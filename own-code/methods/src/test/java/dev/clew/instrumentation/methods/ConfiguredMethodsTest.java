// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import acme.Actions;
import acme.Billing;
import acme.Billing.Customer;
import acme.Tool;
import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.methods.rule.MethodRules;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class ConfiguredMethodsTest {
  private static final String RULES =
      """
      acme.Billing[charge(acme.Billing$Customer, int)]=function(metadata.age=$1.age, group=$1.name)
      acme.Billing[charge(java.lang.String)]=custom(name='by name', input=$1)
      acme.Billing[countdown|currency|later|lines|steps|published|mono|flux]=function
      acme.Billing[nothing]=function(name=$1.name)
      acme.Tool+[run]=function(name='tool')
      *[@acme.Action]=agent
      @acme.Action[fir*]=custom
      """;

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new MethodsModule(
              MethodRules.ofFile(
                  "rules",
                  RULES.lines().toList(),
                  warning -> {
                    throw new AssertionError(warning);
                  }),
              false));

  private final Billing billing = new Billing();

  @Test
  void function_hasArgumentsAndResult() {
    assertThat(billing.charge(new Customer("Ann", 30), 5)).isEqualTo("Ann paid 5");

    FunctionData data = weaving.spans().only(FunctionData.class);
    assertThat(data.name()).isEqualTo("charge");
    assertThat(data.input()).isEqualTo("{\"customer\":\"Customer[name=Ann, age=30]\",\"cents\":5}");
    assertThat(data.output()).isEqualTo("Ann paid 5");
    assertThat(weaving.spans().only().groupId()).isEqualTo("Ann");
    assertThat(weaving.spans().only().attributes()).containsEntry("metadata.age", "30");
  }

  @Test
  void exception_failsTheSpan_andIsPassedOn() {
    assertThatThrownBy(() -> billing.charge(new Customer("Ann", 30), -1)).hasMessage("negative");

    assertThat(weaving.tree())
        .hasToString("function charge [error java.lang.IllegalArgumentException]\n");
  }

  @Test
  void overload_isACallOfItsOwn() {
    billing.charge("Bob");

    assertThat(weaving.tree()).hasToString("custom by name\n  function charge\n");
  }

  @Test
  void recursion_isASpanPerCall() {
    billing.countdown(2);

    assertThat(weaving.tree())
        .hasToString("function countdown\n  function countdown\n    function countdown\n");
  }

  @Test
  void callOfSuper_isPartOfTheCall() {
    assertThat(new Tool.Loud().run("x")).isEqualTo("base x!");

    assertThat(weaving.tree()).hasToString("function tool\n");
  }

  @Test
  void inheritedMethod_isTracedInTheClassThatDeclaresIt() {
    new Tool.Plain().run("x");

    assertThat(weaving.tree()).hasToString("function tool\n");
  }

  @Test
  void lambda_isNotSeen() {
    Tool lambda = input -> input;
    lambda.run("x");

    assertThat(weaving.tree()).hasToString("");
  }

  @Test
  void staticMethod_hasNoReceiver() {
    Billing.currency();

    assertThat(weaving.tree()).hasToString("function currency\n");
  }

  @Test
  void future_isTheSameObject_andEndsTheSpan() {
    CompletableFuture<String> result = new CompletableFuture<>();

    assertThat(billing.later(result)).isSameAs(result);
    assertThat(weaving.tree()).hasToString("");
    result.complete("done");

    assertThat(weaving.spans().only(FunctionData.class).output()).isEqualTo("done");
  }

  @Test
  void failedAndCancelledFutures_endTheSpan() {
    CompletableFuture<String> failed = new CompletableFuture<>();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    assertThat(billing.later(failed)).isSameAs(failed);
    assertThat(billing.later(cancelled)).isSameAs(cancelled);

    failed.completeExceptionally(new IllegalStateException());
    cancelled.cancel(true);

    assertThat(weaving.tree())
        .hasToString(
            """
            function later [error java.lang.IllegalStateException]
            function later [cancelled]
            """);
  }

  @Test
  void stream_endsTheSpanWithItsLastElement() {
    Stream<String> lines = billing.lines("a", "b");
    assertThat(weaving.tree()).hasToString("");

    assertThat(lines.toList()).containsExactly("a", "b");

    assertThat(weaving.spans().only(FunctionData.class).output()).isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void closedStream_isCancelled() {
    try (Stream<String> lines = billing.lines("a", "b")) {
      Iterator<String> first = lines.iterator();
      first.next();
    }

    assertThat(weaving.tree()).hasToString("function lines [cancelled]\n");
  }

  @Test
  void iterator_worksWithinTheSpan() {
    Iterator<String> steps = billing.steps();
    Billing.currency();
    List<String> seen = new ArrayList<>();
    steps.forEachRemaining(seen::add);

    assertThat(seen).containsExactly("a", "b");
    assertThat(weaving.tree())
        .hasToString(
            """
            function steps
              function currency
              function currency
            function currency
            """);
  }

  @Test
  void publisher_hasASpanPerSubscription() {
    Flow.Publisher<String> published = billing.published();
    assertThat(weaving.tree()).hasToString("");
    List<String> seen = new ArrayList<>();

    published.subscribe(new Collecting(seen));
    published.subscribe(new Collecting(seen));

    assertThat(seen).containsExactly("x", "x");
    assertThat(weaving.tree()).hasToString("function published\nfunction published\n");
  }

  @Test
  void mono_isNotSubscribedTo_andWorksWithinTheSpan() {
    List<String> subscriptions = new ArrayList<>();
    Mono<String> mono = billing.mono(subscriptions);
    assertThat(subscriptions).isEmpty();

    assertThat(mono.block()).isEqualTo("EUR");

    assertThat(subscriptions).hasSize(1);
    assertThat(weaving.tree()).hasToString("function mono\n  function currency\n");
  }

  @Test
  void flux_collectsItsItems() {
    assertThat(billing.flux().collectList().block()).containsExactly("a", "b", "c");

    assertThat(weaving.spans().only(FunctionData.class).output()).isEqualTo("[\"a\",\"b\",\"c\"]");
  }

  @Test
  void annotatedMethodsAndClasses_areFound() {
    new Actions().marked();
    new Actions().unmarked();
    new Actions.Marked().first();
    new Actions.Marked().second();

    assertThat(weaving.tree()).hasToString("agent Actions\ncustom Marked.first\n");
  }

  @Test
  void failingExpression_isReportedOnce_andTheMethodWorks() {
    billing.nothing();
    billing.nothing();

    assertThat(weaving.complaints())
        .singleElement()
        .asString()
        .endsWith("option 'name' for acme.Billing.nothing: the method has 0 parameters");
    assertThat(weaving.tree()).hasToString("function nothing\nfunction nothing\n");
  }

  @Test
  void functionOfAFramework_isNotDoubled() {
    Span tool = weaving.spans().tracer().start(SpanType.FUNCTION, "charge", () -> null);
    try (Scope ignored = Context.current().with(tool).makeCurrent()) {
      billing.charge(new Customer("Ann", 30), 5);
      billing.charge(new Customer("Bob", 30), 5);
    }

    assertThat(weaving.spans().spans()).hasSize(1); // the tool called the other one
    assertThat(tool.isRecording()).isTrue();
    tool.end();
    assertThat(weaving.spans().spans().get(1).attributes()).containsEntry("metadata.age", "30");
  }

  private record Collecting(List<String> seen) implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(String item) {
      seen.add(item);
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {}
  }
}
