// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hooks {@code HttpRequestImpl.getUserHeaders}: the client retrieves the headers to write. */
final class HeadersHook implements Hook<AddedHeaders.Added> {
  private final AddedHeaders added;

  HeadersHook(AddedHeaders added) {
    this.added = added;
  }

  @Override
  public AddedHeaders.@Nullable Added enter(Call call) {
    AddedHeaders.Added decided = added.of(call.self(HttpRequest.class));
    return decided == null || decided.isEmpty() ? null : decided;
  }

  @Override
  public @Nullable Object exit(
      AddedHeaders.Added decided, @Nullable Object result, @Nullable Throwable thrown) {
    if (!(result instanceof HttpHeaders present)) {
      return result;
    }
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(present.map());
    all.keySet().removeAll(decided.removed());
    decided.headers().forEach((name, value) -> all.put(name, List.of(value)));
    return HttpHeaders.of(all, (name, value) -> true);
  }
}
