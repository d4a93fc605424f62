// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.http.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * A hook around methods of one surface of the API, blocking and asynchronous, answered as a whole
 * or as a stream: what was returned is watched until its end.
 */
public abstract class CallHook implements Hook<HttpCall> {
  /** The label of methods whose answer is streamed, which their parameters do not say. */
  public static final String STREAM = "stream";

  protected final Calls calls;

  protected CallHook(Calls calls) {
    this.calls = calls;
  }

  protected static boolean isStreamed(Call call) {
    return STREAM.equals(call.label());
  }

  @Override
  public abstract @Nullable HttpCall enter(Call call);

  @Override
  public final @Nullable Object exit(
      HttpCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
