// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.PrivateFields;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The body of a request, found by its field because its accessor has changed its type. */
final class SentBody {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.anthropic.");

  private final @Nullable HttpRequestBody body;

  SentBody(HttpRequest request) {
    this.body = PrivateFields.read(request, "body") instanceof HttpRequestBody found ? found : null;
  }

  /** Returns the bytes, or null if they can be read only once. */
  byte @Nullable [] bytes() {
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

  /** Does what a client does with the body of a request that is answered. */
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
