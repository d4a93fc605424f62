// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.HttpTapeHook;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records and answers what the HTTP client of openai-java sends. */
public final class HttpClientHook extends HttpTapeHook<HttpRequest, HttpResponse> {
  public HttpClientHook(Tape tape) {
    super(tape, HttpRequest.class, HttpResponse.class);
  }

  @Override
  protected TapeRequest describe(Class<?> client, HttpRequest request) {
    HttpRequestBody body = request.body();
    String url = request.url(); // null in old versions, which leave the base to the client
    return TapeRequest.http(
        client,
        request.method().name(),
        url != null ? url : "/" + String.join("/", request.pathSegments()),
        body == null ? () -> new byte[0] : () -> bytes(body));
  }

  private static byte @Nullable [] bytes(HttpRequestBody body) {
    if (!body.repeatable()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    return bytes.toByteArray();
  }

  @Override
  protected boolean changesBodies() {
    return true;
  }

  @Override
  protected HttpRequest withBody(HttpRequest request, String body) {
    return request.toBuilder().body(new ChangedBody(body)).build();
  }

  @Override
  protected void close(HttpRequest request) {
    HttpRequestBody body = request.body();
    if (body != null) {
      body.close();
    }
  }

  @Override
  protected HttpResponse response(HttpRequest request, TapeAnswer answer) {
    Headers.Builder headers = Headers.builder();
    answer.headers().forEach((name, values) -> headers.put(name, values));
    return new TapeResponse(answer.status(), headers.build(), answer.body());
  }

  @Override
  protected HttpResponse recorded(HttpResponse response, TapeRecorder recorder) {
    Headers headers = response.headers();
    recorder.head(response.statusCode(), () -> all(headers));
    return new RecordedResponse(response, recorder);
  }

  private static Map<String, List<String>> all(Headers headers) {
    Map<String, List<String>> all = new TreeMap<>();
    headers.names().forEach(name -> all.put(name, headers.values(name)));
    return all;
  }
}
