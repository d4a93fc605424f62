// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.tape.RequestBody;
import dev.clew.kit.value.PrivateFields;
import java.io.OutputStream;

/** The body of a request, found by its field because its accessor has changed its type. */
final class SentBody extends RequestBody<HttpRequestBody> {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.anthropic.");

  SentBody(HttpRequest request) {
    super(LIBRARY, HttpRequestBody.class, PrivateFields.read(request, "body"));
  }

  @Override
  protected boolean isRepeatable(HttpRequestBody body) {
    return body.repeatable();
  }

  @Override
  protected void write(HttpRequestBody body, OutputStream out) {
    body.writeTo(out);
  }

  @Override
  protected void close(HttpRequestBody body) {
    body.close();
  }
}
