// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.kit.tape.RecordedBody;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A response whose body is recorded. */
final class RecordedResponse implements HttpResponse {
  private final HttpResponse response;
  private final TapeRecorder recorder;
  private @Nullable InputStream body;

  RecordedResponse(HttpResponse response, TapeRecorder recorder) {
    this.response = response;
    this.recorder = recorder;
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public synchronized InputStream body() {
    InputStream present = body;
    if (present == null) {
      present = new RecordedBody(response.body(), recorder);
      body = present;
    }
    return present;
  }

  @Override
  public void close() {
    try {
      response.close();
    } finally {
      recorder.closedEarly(); // no effect if the end was read
    }
  }
}
