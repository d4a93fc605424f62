// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.AutomaticFunctionCallingConfig;
import com.google.genai.types.GenerateContentConfig;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.kit.call.TraceContinuation;
import org.jspecify.annotations.Nullable;

/**
 * One {@code generateContent} during which the client itself runs the functions that the model
 * requests, and calls the model again with their results.
 *
 * <p>The calls and functions are siblings. Outside any trace, what connects them is the last span.
 */
final class FunctionLoop {
  private static final ContextKey<FunctionLoop> KEY = ContextKey.named("automatic functions");

  private final boolean automatic;
  private final @Nullable Span caller;
  private volatile @Nullable Span last;

  private FunctionLoop(boolean automatic, @Nullable Span caller) {
    this.automatic = automatic;
    this.caller = caller;
  }

  /** Returns the context for a call of {@code generateContent}. */
  static Context of(@Nullable GenerateContentConfig config) {
    // Also without functions, because a continuation may still be in the context of another loop.
    Context context = Context.current();
    return context.with(KEY, new FunctionLoop(runsFunctions(config), context.span()));
  }

  private static boolean runsFunctions(@Nullable GenerateContentConfig config) {
    GenerateContentConfig own = GenAiLibrary.own(config);
    if (own == null) {
      return false;
    }
    AutomaticFunctionCallingConfig calling =
        GenAiLibrary.own(own.automaticFunctionCalling().orElse(null));
    return (calling == null || !calling.disable().orElse(false))
        && GenAiLibrary.safe(own.tools().orElse(null)).stream()
            .map(GenAiLibrary::own)
            .anyMatch(tool -> tool != null && tool.functions().isPresent());
  }

  /** Returns the loop that the current call of a model or function is a step of, or null. */
  static @Nullable FunctionLoop current() {
    Context context = Context.current();
    FunctionLoop loop = context.get(KEY);
    return loop != null && loop.automatic && loop.caller == context.span() ? loop : null;
  }

  /** Returns the span of the last step, or null. */
  @Nullable Span last() {
    return last;
  }

  /** Records a step. */
  void stepped(Span span) {
    last = span;
  }

  /** Returns the context of the next step. */
  Context next() {
    Context context = Context.current();
    Span beside = last;
    return context.span() == null && beside != null
        ? TraceContinuation.beside(beside, context)
        : context;
  }
}
