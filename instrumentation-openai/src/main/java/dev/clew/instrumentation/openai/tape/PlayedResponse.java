// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A response from the tape. */
record PlayedResponse(int statusCode, Headers headers, InputStream body) implements HttpResponse {
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }
}
