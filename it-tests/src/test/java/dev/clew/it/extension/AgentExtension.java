// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import java.nio.file.Path;

/**
 * An extension that creates an agent span for {@code app.Desk.serve(String, Callable)}, so that
 * everything an application of a bare SDK does there is in one trace.
 */
public final class AgentExtension {
  private static final String MODULE_TEXT =
      """
      package com.example.desk;

      import dev.clew.api.hook.HookPoint;
      import dev.clew.api.hook.InstrumentationModule;
      import dev.clew.api.hook.Library;
      import java.util.List;

      public final class DeskModule implements InstrumentationModule {
        public String name() {
          return "desk";
        }

        public Library library() {
          return new Library("Desk", "1.0", List.of("app.Desk"));
        }

        public List<HookPoint> hookPoints() {
          return List.of(
              HookPoint.inClass("app.Desk").method("serve").hook("com.example.desk.DeskHook"));
        }
      }
      """;

  private static final String HOOK_TEXT =
      """
      package com.example.desk;

      import dev.clew.api.data.AgentData;
      import dev.clew.api.hook.Call;
      import dev.clew.api.hook.Hook;
      import dev.clew.api.trace.Context;
      import dev.clew.api.trace.Scope;
      import dev.clew.api.trace.Span;
      import dev.clew.api.trace.SpanType;
      import dev.clew.api.trace.Tracer;
      import java.util.List;
      import java.util.Map;

      final class DeskHook implements Hook<DeskHook.Serving> {
        private final Tracer tracer;

        DeskHook(Tracer tracer) {
          this.tracer = tracer;
        }

        record Serving(Span span, Scope scope) {}

        public Serving enter(Call call) {
          String name = call.required(0, String.class);
          AgentData data =
              new AgentData(
                  name, null, null, List.of(), List.of(), null, Map.of(), null, Map.of());
          Span span = tracer.start(SpanType.AGENT, name, () -> data);
          return new Serving(span, Context.current().with(span).makeCurrent());
        }

        public Object exit(Serving serving, Object result, Throwable thrown) {
          serving.scope().close();
          if (thrown == null) {
            serving.span().end();
          } else {
            serving.span().fail(thrown);
          }
          return result;
        }
      }
      """;

  private AgentExtension() {}

  /** Compiles the extension and returns its jar. */
  public static Path jar(Application application) {
    Path jar = BuildOutput.newFolder("desk-extension").resolve("desk.jar");
    return SourceFolder.empty()
        .add("com/example/desk/DeskModule.java", MODULE_TEXT)
        .add("com/example/desk/DeskHook.java", HOOK_TEXT)
        .addResource(OddExtension.SERVICES, "com.example.desk.DeskModule\n")
        .jar(jar, ParrotExample.hookClassPath(application.classPath().get(0)));
  }
}
