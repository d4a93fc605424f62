// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicServiceException;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpLibrary;
import dev.clew.kit.http.ResponseOrigin;
import org.jspecify.annotations.Nullable;

/** Wraps the client's results, as lazily as the originals. */
final class AnthropicLibrary implements HttpLibrary {
  private static final LibraryClasses LIBRARY =
      LibraryClasses.in("com.anthropic.", "org.springframework.ai.");

  private static final ResponseOrigin ORIGIN = new ResponseOrigin(LIBRARY, HttpResponse.class);

  /** Returns whether status and headers of a response may be read. */
  static boolean mayCall(HttpResponse response) {
    return ORIGIN.isOfLibrary(response);
  }

  /** Returns the library's own exception, or null; applications may subclass those. */
  static @Nullable AnthropicServiceException serviceError(@Nullable Throwable thrown) {
    return thrown instanceof AnthropicServiceException error && LIBRARY.mayCall(error)
        ? error
        : null;
  }

  @Override
  public @Nullable Object observe(Object result, HttpCall call) {
    return result instanceof HttpResponseFor<?> response ? observed(response, call) : null;
  }

  private static <T> HttpResponseFor<T> observed(HttpResponseFor<T> response, HttpCall call) {
    int status = 0;
    if (mayCall(response)) {
      status = response.statusCode();
      ((AnthropicPayload) call.payload()).headers(response.headers());
    }
    return call.response(
        response, new ObservedResponse<>(response, call), ObservedResponse.PROXY, status, false);
  }

  @Override
  public int statusCode(Throwable thrown) {
    AnthropicServiceException error = serviceError(thrown);
    return error == null ? 0 : error.statusCode();
  }
}
