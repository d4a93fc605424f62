// SPDX-License-Identifier: Apache-2.0
package dev.clew.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that a module's author does with the API, from the author's package. */
class AuthoringTest {
  private final List<String> journal = new ArrayList<>();
  private final List<Payload> payloads = new ArrayList<>();
  private final Tracer tracer =
      (parent, type, name, payload) -> {
        Span above = parent.span();
        journal.add("start " + name + " under " + (above == null ? "nothing" : above.name()));
        payloads.add(payload);
        return span(name);
      };

  /** The library. */
  record Calculator(int bonus) {
    int add(int a, int b) {
      return a + b + bonus;
    }
  }

  /** The module. */
  public static final class CalculatorModule implements InstrumentationModule {
    @Override
    public String name() {
      return "calculator";
    }

    @Override
    public Library library() {
      return new Library("calculator", "1.0 to 2.0", List.of("lib.Calculator"));
    }

    @Override
    public List<HookPoint> hookPoints() {
      return List.of(
          HookPoint.inClass("lib.Calculator")
              .method("add", "int", "int")
              .hook(AddHook.class.getName()));
    }
  }

  /** The hook. */
  static final class AddHook implements Hook<AddHook.Running> {
    private final Tracer tracer;

    AddHook(Tracer tracer) {
      this.tracer = tracer;
    }

    record Running(Span span, Scope scope) {}

    @Override
    public Running enter(Call call) {
      int a = call.required(0, Integer.class);
      int b = call.required(1, Integer.class);
      Context context = Context.current();
      Span span =
          tracer.start(
              SpanType.FUNCTION,
              "add",
              () -> new FunctionData("add", "[" + a + "," + b + "]", null, null, null, false));
      return new Running(span, context.with(span).makeCurrent());
    }

    @Override
    public Object exit(Running running, Object result, Throwable thrown) {
      running.scope().close();
      if (thrown == null) {
        running.span().end();
      } else {
        running.span().fail(thrown);
      }
      return result;
    }
  }

  @Test
  void hook_isTestedByPlainCalls() {
    Calculator calculator = new Calculator(0);
    AddHook hook = new AddHook(tracer);
    Context outside = Context.root().with(span("agent"));

    try (Scope scope = outside.makeCurrent()) {
      AddHook.Running running = hook.enter(new Call(calculator, 2, 3));
      assertThat(Context.current().span()).isSameAs(running.span());
      Object result = hook.exit(running, calculator.add(2, 3), null);

      assertThat(result).isEqualTo(5);
      assertThat(Context.current()).isSameAs(outside);
    }
    assertThat(journal).containsExactly("start add under agent", "end add");
    assertThat(payloads.get(0).render())
        .isEqualTo(new FunctionData("add", "[2,3]", null, null, null, false));
  }

  @Test
  void hook_reportsWhatWasThrown() {
    AddHook hook = new AddHook(tracer);

    AddHook.Running running = hook.enter(new Call(new Calculator(0), 2, 3));
    hook.exit(running, null, new ArithmeticException("overflow"));

    assertThat(journal)
        .containsExactly("start add under nothing", "fail add java.lang.ArithmeticException");
  }

  @Test
  void hookWithoutAnExit_leavesTheResultAsItIs() throws Exception {
    Hook<String> hook = call -> "state";

    assertThat(hook.exit("state", "result", null)).isEqualTo("result");
    assertThat(hook.exit("state", null, new IllegalStateException())).isNull();
  }

  @Test
  void module_isDescribedWithoutItsLibrary() {
    InstrumentationModule module = new CalculatorModule();

    assertThat(module.hookPoints())
        .singleElement()
        .returns("lib.Calculator", HookPoint::className)
        .returns("dev.clew.features.AuthoringTest$AddHook", HookPoint::hookClass);
  }

  @Test
  void markersOfALibrary_doNotChangeWithTheListTheyCameIn() {
    List<String> markers = new ArrayList<>(List.of("lib.Calculator"));
    Library library = new Library("calculator", "1.0", markers);

    markers.add("lib.Other");

    assertThat(library.markers()).containsExactly("lib.Calculator");
  }

  @Test
  void payload_isTakenForAFewShortStringsUnlessItSaysMore() {
    Payload payload = () -> new FunctionData("add", null, null, null, null, false);

    assertThat(payload.retainedBytes()).isEqualTo(512);
  }

  private Span span(String name) {
    return (Span)
        Proxy.newProxyInstance(
            Span.class.getClassLoader(),
            new Class<?>[] {Span.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "name" -> name;
                  case "end" -> journal.add("end " + name);
                  case "fail" -> journal.add("fail " + name + " " + error(arguments[0]).type());
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static SpanError error(Object reason) {
    return reason instanceof Throwable thrown ? SpanError.of(thrown) : (SpanError) reason;
  }
}
