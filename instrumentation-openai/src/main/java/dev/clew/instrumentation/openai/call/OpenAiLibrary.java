// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIServiceException;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpLibrary;
import dev.clew.kit.http.ResponseOrigin;
import org.jspecify.annotations.Nullable;

/** Wraps openai-java's results: parseable responses, and raw bytes such as speech. */
final class OpenAiLibrary implements HttpLibrary {
  private static final LibraryClasses LIBRARY =
      LibraryClasses.in("com.openai.", "org.springframework.ai.");
  private static final ResponseOrigin ORIGIN = new ResponseOrigin(LIBRARY, HttpResponse.class);

  /** Returns whether status and headers of a response may be read. */
  static boolean mayCall(HttpResponse response) {
    return ORIGIN.isOfLibrary(response);
  }

  /** Returns the library's own exception, or null; applications may subclass those. */
  static @Nullable OpenAIServiceException serviceError(Throwable thrown) {
    return thrown instanceof OpenAIServiceException error && LIBRARY.mayCall(error) ? error : null;
  }

  @Override
  public @Nullable Object observe(Object result, HttpCall call) {
    if (!(result instanceof HttpResponse response)) {
      return null;
    }
    int status = 0;
    if (mayCall(response)) {
      status = response.statusCode();
      ((OpenAiPayload) call.payload()).headers(response.headers());
    }
    return result instanceof HttpResponseFor<?> parseable
        ? observed(parseable, call, status)
        : call.response(
            response, new ObservedBytes(response, call), ObservedBytes.PROXY, status, true);
  }

  private static <T> HttpResponseFor<T> observed(
      HttpResponseFor<T> response, HttpCall call, int status) {
    return call.response(
        response, new ObservedResponse<>(response, call), ObservedResponse.PROXY, status, false);
  }

  @Override
  public int statusCode(Throwable thrown) {
    OpenAIServiceException error = serviceError(thrown);
    return error == null ? 0 : error.statusCode();
  }
}
