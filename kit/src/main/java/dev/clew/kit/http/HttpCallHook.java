// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the methods of one API surface, blocking and asynchronous, complete and streamed; the
 * returned object is observed until its end.
 */
public abstract class HttpCallHook implements Hook<HttpCall> {
  /** The label of streaming methods, which cannot be recognised by their parameters. */
  public static final String STREAM = "stream";

  protected final HttpCalls calls;

  protected HttpCallHook(HttpCalls calls) {
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
