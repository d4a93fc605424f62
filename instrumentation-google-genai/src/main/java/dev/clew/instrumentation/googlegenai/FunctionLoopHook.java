// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.GenerateContentConfig;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/** Marks the work of {@code generateContent(String, List, GenerateContentConfig)}. */
final class FunctionLoopHook implements Hook<Scope> {
  @Override
  public Scope enter(Call call) {
    return FunctionLoop.of(call.argument(2, GenerateContentConfig.class)).makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
