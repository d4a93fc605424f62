// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers immediately; the request is serialised nevertheless, as with any client. */
final class InstantHttp implements HttpClient {
  private static final Headers HEADERS =
      Headers.builder()
          .put("content-type", "application/json")
          .put("x-request-id", "req_bench")
          .put("openai-processing-ms", "1")
          .build();

  private final Function<byte[], byte[]> answer;

  InstantHttp(Function<byte[], byte[]> answer) {
    this.answer = answer;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    ByteArrayOutputStream written = new ByteArrayOutputStream(1024);
    HttpRequestBody body = request.body();
    if (body != null) {
      body.writeTo(written);
    }
    return new Response(answer.apply(written.toByteArray()));
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.completedFuture(execute(request, options));
  }

  @Override
  public void close() {}

  private static final class Response implements HttpResponse {
    private final InputStream body;

    Response(byte[] body) {
      this.body = new ByteArrayInputStream(body);
    }

    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public Headers headers() {
      return HEADERS;
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public void close() {}
  }
}
