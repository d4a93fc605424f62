// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import com.openai.core.http.HttpRequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a request says in a fork, in place of what the program says. */
final class ChangedBody implements HttpRequestBody {
  private final byte[] json;

  ChangedBody(String json) {
    this.json = json.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void writeTo(OutputStream out) {
    try {
      out.write(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public long contentLength() {
    return json.length;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void close() {}
}
