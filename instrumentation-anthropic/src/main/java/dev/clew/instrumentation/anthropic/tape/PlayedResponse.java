// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import dev.clew.api.tape.TapeAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A response from the tape. */
final class PlayedResponse implements HttpResponse {
  private final TapeAnswer answer;
  private final InputStream body;

  PlayedResponse(TapeAnswer answer) {
    this.answer = answer;
    this.body = answer.body();
  }

  @Override
  public int statusCode() {
    return answer.status();
  }

  @Override
  public Headers headers() {
    Headers.Builder headers = Headers.builder();
    answer.headers().forEach(headers::put);
    return headers.build();
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }
}
