// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

/** The sources of an extension that is valid except for what a test changes. */
final class OddExtension {
  static final String MODULE = "com.example.odd.OddModule";
  static final String HOOK = "com.example.odd.OddHook";
  static final String MODULE_SOURCE = "com/example/odd/OddModule.java";
  static final String HOOK_SOURCE = "com/example/odd/OddHook.java";
  static final String SERVICES = "META-INF/services/dev.clew.api.hook.InstrumentationModule";

  private static final String MODULE_TEXT =
      """
      package com.example.odd;

      import dev.clew.api.hook.HookPoint;
      import dev.clew.api.hook.InstrumentationModule;
      import dev.clew.api.hook.Library;
      import java.util.List;

      public final class OddModule implements InstrumentationModule {
        public OddModule() {}

        public String name() {
          return "odd";
        }

        public Library library() {
          return new Library("Parrot", "1.0 to 1.2", List.of("com.example.parrot.Question"));
        }

        public List<HookPoint> hookPoints() {
          return List.of(
              HookPoint.inClass("com.example.parrot.ParrotClient")
                  .method("ask")
                  .hook("com.example.odd.OddHook"));
        }
      }
      """;

  private static final String HOOK_TEXT =
      """
      package com.example.odd;

      import com.example.parrot.Question;
      import dev.clew.api.hook.Call;
      import dev.clew.api.hook.Hook;

      final class OddHook implements Hook<Object> {
        OddHook() {}

        public Object enter(Call call) {
          return call.required(0, Question.class);
        }
      }
      """;

  private OddExtension() {}

  static SourceFolder sources() {
    return SourceFolder.empty()
        .add(MODULE_SOURCE, MODULE_TEXT)
        .add(HOOK_SOURCE, HOOK_TEXT)
        .addResource(SERVICES, MODULE + "\n");
  }
}
