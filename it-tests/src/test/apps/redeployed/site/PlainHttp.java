// SPDX-License-Identifier: Apache-2.0
package site;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Connects the SDK to the JDK's client, as OkHttp's threads would hold the site for a minute after
 * its end.
 */
final class PlainHttp implements HttpClient {
  private final Executor executor;

  PlainHttp(Executor executor) {
    this.executor = executor;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    try {
      HttpURLConnection connection = (HttpURLConnection) new URL(request.url()).openConnection();
      connection.setRequestMethod(request.method().name());
      for (String name : request.headers().names()) {
        connection.setRequestProperty(name, request.headers().values(name).get(0));
      }
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", request.body().contentType());
      try (HttpRequestBody body = request.body();
          OutputStream out = connection.getOutputStream()) {
        body.writeTo(out);
      }
      return new Response(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.supplyAsync(() -> execute(request, options), executor);
  }

  @Override
  public void close() {}

  private static final class Response implements HttpResponse {
    private final HttpURLConnection connection;
    private final InputStream body;

    Response(HttpURLConnection connection) throws IOException {
      this.connection = connection;
      this.body = connection.getInputStream();
    }

    @Override
    public int statusCode() {
      try {
        return connection.getResponseCode();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Headers headers() {
      return Headers.builder().put("Content-Type", connection.getContentType()).build();
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
