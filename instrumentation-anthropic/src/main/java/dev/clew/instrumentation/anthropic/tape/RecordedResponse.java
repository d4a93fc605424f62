// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.kit.http.ResponseOrigin;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.tape.RecordedBody;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A response whose body is recorded as it is read. */
final class RecordedResponse implements HttpResponse {
  private static final DefaultMethodProxy PROXY =
      new DefaultMethodProxy(HttpResponse.class, RecordedResponse.class);
  private static final ResponseOrigin ORIGIN =
      new ResponseOrigin(
          LibraryClasses.in("com.anthropic.", "org.springframework.ai."), HttpResponse.class);

  private final HttpResponse response;
  private final TapeRecorder recorder;
  private @Nullable InputStream body;

  private RecordedResponse(HttpResponse response, TapeRecorder recorder) {
    this.response = response;
    this.recorder = recorder;
  }

  static HttpResponse of(HttpResponse response, TapeRecorder recorder) {
    if (ORIGIN.isOfLibrary(response)) {
      recorder.head(response.statusCode(), () -> map(response.headers()));
    }
    return PROXY.of(response, new RecordedResponse(response, recorder));
  }

  private static Map<String, List<String>> map(Headers headers) {
    return headers.names().stream().collect(Collectors.toMap(Function.identity(), headers::values));
  }

  @Override
  public int statusCode() {
    int status = response.statusCode();
    if (!ORIGIN.isOfLibrary(response)) {
      recorder.head(status, Map::of); // as far as it is known without asking
    }
    return status;
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public synchronized InputStream body() {
    if (body == null) {
      body = new RecordedBody(response.body(), recorder);
    }
    return body;
  }

  @Override
  public void close() {
    try {
      response.close();
    } finally {
      recorder.closedEarly(); // no effect if the body was read to its end
    }
  }
}
