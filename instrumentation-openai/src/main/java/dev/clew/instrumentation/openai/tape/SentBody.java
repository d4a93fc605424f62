// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.tape.RequestBody;
import java.io.OutputStream;

/** The body of a request. */
final class SentBody extends RequestBody<HttpRequestBody> {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.openai.");

  SentBody(HttpRequest request) {
    super(LIBRARY, HttpRequestBody.class, request.body());
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
