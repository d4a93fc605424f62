// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.kit.tape.RecordedBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.StreamUtils;

/** A response whose body is recorded as it is read. */
final class RecordedResponse implements ClientHttpResponse {
  private final ClientHttpResponse response;
  private final TapeRecorder recorder;
  private @Nullable InputStream body;

  private RecordedResponse(ClientHttpResponse response, TapeRecorder recorder) {
    this.response = response;
    this.recorder = recorder;
  }

  static ClientHttpResponse of(ClientHttpResponse response, TapeRecorder recorder) {
    try {
      HttpHeaders headers = response.getHeaders();
      recorder.head(response.getStatusCode().value(), () -> map(headers));
      return new RecordedResponse(response, recorder);
    } catch (IOException thrown) {
      recorder.failed(thrown);
      return response; // it throws for the application, too
    }
  }

  /** Headers are a map no more since Spring 7. */
  static Map<String, List<String>> map(HttpHeaders headers) {
    Map<String, List<String>> map = new HashMap<>();
    headers.forEach(map::put);
    return map;
  }

  @Override
  public HttpStatusCode getStatusCode() throws IOException {
    return response.getStatusCode();
  }

  @Override
  public String getStatusText() throws IOException {
    return response.getStatusText();
  }

  @Override
  public HttpHeaders getHeaders() {
    return response.getHeaders();
  }

  @Override
  public synchronized InputStream getBody() throws IOException {
    if (body == null) {
      body = new RecordedBody(response.getBody(), recorder);
    }
    return body;
  }

  /** Readers of JSON stop at its end; what follows is read here, as the clients do on closing. */
  @Override
  public synchronized void close() {
    try {
      if (body != null && !response.getClass().getSimpleName().startsWith("Jetty")) {
        StreamUtils.drain(body);
      }
    } catch (IOException ignoredByClients) {
      // and the recorder knows it
    } finally {
      response.close();
      recorder.closedEarly(); // no effect if the end was read
    }
  }
}
