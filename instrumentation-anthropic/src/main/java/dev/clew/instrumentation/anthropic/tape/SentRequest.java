// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.value.PrivateFields;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A request, and its body, whose accessor has changed its type. */
final class SentRequest {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.anthropic.");

  private final HttpRequest request;
  private final @Nullable HttpRequestBody body;

  SentRequest(HttpRequest request) {
    this.request = request;
    this.body = PrivateFields.read(request, "body") instanceof HttpRequestBody found ? found : null;
  }

  TapeRequest described(Class<?> client) {
    String path = "/" + String.join("/", request.pathSegments());
    return TapeRequest.http(client, request.method().name(), path, this::bytes);
  }

  private byte @Nullable [] bytes() {
    HttpRequestBody content = isLogged() ? inner() : body;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (content != null) {
      if (!LIBRARY.mayCall(content) || !content.repeatable()) {
        return null;
      }
      content.writeTo(bytes);
    }
    return bytes.toByteArray();
  }

  /** Does with the body what a client does. */
  void writeAndClose() {
    if (body != null && LIBRARY.mayCall(body)) {
      if (isLogged()) {
        body.writeTo(OutputStream.nullOutputStream());
      }
      body.close();
    }
  }

  /** Returns whether the body prints what is read of it. */
  private boolean isLogged() {
    return body != null && body.getClass().getSimpleName().equals("LoggingHttpRequestBody");
  }

  private @Nullable HttpRequestBody inner() {
    return PrivateFields.read(body, "body") instanceof HttpRequestBody found ? found : null;
  }
}
