// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/**
 * Mockito, in an application's tests. Nothing is traced, but mocks are remembered, because they
 * count their calls and an inline mock has the library's own class.
 */
public final class MockitoModule implements InstrumentationModule {
  @Override
  public String name() {
    return "mockito";
  }

  @Override
  public Library library() {
    return new Library("mockito-core", "3.4.0 to 5.24.0", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("org.mockito.internal.util.MockUtil")
            .method("createMock")
            .optional()
            .hook(MockitoModule.class.getPackageName() + ".value.MockCreatedHook"));
  }
}
