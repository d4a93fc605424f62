// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code HttpRequestImpl.getUserHeaders}: the client asks for what it shall write. */
final class HeadersHook implements Hook<Map<String, String>> {
  private final AddedHeaders added;

  HeadersHook(AddedHeaders added) {
    this.added = added;
  }

  @Override
  public @Nullable Map<String, String> enter(Call call) {
    Map<String, String> headers = added.of(call.self(HttpRequest.class));
    return headers.isEmpty() ? null : headers;
  }

  @Override
  public @Nullable Object exit(
      Map<String, String> headers, @Nullable Object result, @Nullable Throwable thrown) {
    if (!(result instanceof HttpHeaders present)) {
      return result;
    }
    Map<String, List<String>> all = new LinkedHashMap<>(present.map());
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return HttpHeaders.of(all, (name, value) -> true);
  }
}
