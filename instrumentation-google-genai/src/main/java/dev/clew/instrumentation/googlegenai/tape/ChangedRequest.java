// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai.tape;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** What a request says in a fork, in place of what the program says. */
final class ChangedRequest {
  private ChangedRequest() {}

  /** Returns a chain that differs in its request; a proxy, because chains gain methods. */
  static Interceptor.Chain in(Interceptor.Chain chain, String body, @Nullable String path) {
    Request changed = changed(chain.request(), body, path);
    Object proxy =
        Proxy.newProxyInstance(
            Interceptor.Chain.class.getClassLoader(),
            new Class<?>[] {Interceptor.Chain.class},
            (self, method, arguments) -> {
              if (method.getName().equals("request")) {
                return changed;
              }
              try {
                return method.invoke(chain, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
    return (Interceptor.Chain) proxy;
  }

  private static Request changed(Request request, String body, @Nullable String path) {
    RequestBody sent = request.body();
    byte[] json = body.getBytes(StandardCharsets.UTF_8);
    Request.Builder changed =
        request
            .newBuilder()
            .method(
                request.method(),
                RequestBody.create(json, sent == null ? null : sent.contentType()));
    if (path != null) {
      changed.url(request.url().newBuilder().encodedPath(path).build());
    }
    return changed.build();
  }
}
