// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import org.jspecify.annotations.Nullable;

/**
 * Mockito's {@code MockUtil.createMock}, where every mock and spy comes from. They count their
 * calls, ours would be among them, and Mockito's inline mocks are of the library's own classes.
 */
final class MockCreatedHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    return this; // only what is returned counts
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (result != null) {
      LibraryClasses.mocked(result);
    }
    return result;
  }
}
