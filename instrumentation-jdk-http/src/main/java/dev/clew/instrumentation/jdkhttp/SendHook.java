// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpClient.send} and {@code sendAsync}: the request, which is immutable, is sent as a copy
 * with the headers. Redirected requests take along what the application's own headers would.
 */
final class SendHook implements Hook<Object> {
  private final Propagation propagation;

  SendHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Object enter(Call call) {
    HttpRequest request = call.required(0, HttpRequest.class);
    HttpHeaders present = request.headers();
    Map<String, String> headers =
        propagation.headersTo(
            request.uri().getHost(), name -> present.firstValue(name).isPresent());
    if (!headers.isEmpty()) {
      HttpRequest.Builder copy = HttpRequest.newBuilder(request, (name, value) -> true);
      headers.forEach(copy::setHeader);
      call.replaceArgument(0, copy.build());
    }
    return null;
  }
}
