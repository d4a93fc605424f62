// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import org.jspecify.annotations.Nullable;

/**
 * Hooks Mockito's {@code MockUtil.createMock}, which creates every mock and spy. Mocks count their
 * calls, Clew's would be counted too, and Mockito's inline mocks have the library's own classes.
 */
final class MockCreatedHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    return this; // only the result matters
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (result != null) {
      LibraryClasses.recordMock(result);
    }
    return result;
  }
}
