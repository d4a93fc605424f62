// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.kit.http.ResponseOrigin;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.tape.ResponseRecording;
import java.io.InputStream;

/** A response whose body is recorded as it is read. */
final class RecordedResponse implements HttpResponse {
  private static final DefaultMethodProxy PROXY =
      new DefaultMethodProxy(HttpResponse.class, RecordedResponse.class);
  private static final ResponseOrigin ORIGIN =
      new ResponseOrigin(
          LibraryClasses.in("com.anthropic.", "org.springframework.ai."), HttpResponse.class);

  private final HttpResponse response;
  private final ResponseRecording recording;

  private RecordedResponse(HttpResponse response, TapeRecorder recorder) {
    this.response = response;
    this.recording = new ResponseRecording(recorder);
  }

  static HttpResponse of(HttpResponse response, TapeRecorder recorder) {
    RecordedResponse recorded = new RecordedResponse(response, recorder);
    if (ORIGIN.isOfLibrary(response)) {
      Headers headers = response.headers();
      recorded.recording.head(response.statusCode(), headers::names, headers::values);
    }
    return PROXY.of(response, recorded);
  }

  @Override
  public int statusCode() {
    return recording.status(response.statusCode());
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public InputStream body() {
    return recording.body(response::body);
  }

  @Override
  public void close() {
    recording.close(response::close);
  }
}
