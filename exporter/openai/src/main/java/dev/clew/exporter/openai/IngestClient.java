// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import dev.clew.api.export.ExportException;
import dev.clew.exporter.delivery.BoundedBody;
import dev.clew.exporter.delivery.RetryAfter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts request bodies and determines what the response means for the batch. */
final class IngestClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final IngestTarget target;
  private final HttpClient http;
  private final HttpRequest.Builder request;

  IngestClient(IngestTarget target) {
    this.target = target;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER) // the key is meant for this address alone
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    this.request = request(target);
  }

  private static HttpRequest.Builder request(IngestTarget target) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.endpoint())
            .header("Authorization", "Bearer " + target.apiKey())
            .header("Content-Type", "application/json")
            .header("OpenAI-Beta", "traces=v1")
            .header("User-Agent", "Clew");
    if (target.organization() != null) {
      request.header("OpenAI-Organization", target.organization());
    }
    if (target.project() != null) {
      request.header("OpenAI-Project", target.project());
    }
    return request;
  }

  void post(byte[] body) throws ExportException {
    HttpRequest posted = request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    HttpResponse<byte[]> response = answer(posted);
    int status = response.statusCode();
    if (status < 300) {
      return;
    }
    String reason = target.endpoint() + " answered " + status + said(response.body());
    if (status >= 400 && status < 500) {
      throw ExportException.refused(reason + remedy(status), null);
    }
    String wait = response.headers().firstValue("Retry-After").orElse("");
    throw ExportException.retryable(reason, null, RetryAfter.parse(wait, InstantSource.system()));
  }

  /** Does not use {@link HttpClient#send}, whose time limit ends with the response headers. */
  private HttpResponse<byte[]> answer(HttpRequest posted) throws ExportException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(posted, info -> new BoundedBody());
    try {
      return answer.get(target.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof BoundedBody.TooLongException) {
        String remedy = "; check clew.openai.endpoint";
        throw ExportException.refused(
            target.endpoint() + ": " + cause.getMessage() + remedy, cause);
      }
      throw away("cannot reach " + target.endpoint() + ": " + describe(cause), cause);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw away(target.endpoint() + " has not answered within " + seconds(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw away("interrupted while waiting for " + target.endpoint(), e);
    }
  }

  private static ExportException away(String message, Throwable cause) {
    return ExportException.retryable(message, cause, null);
  }

  private static String describe(Throwable cause) {
    // java.net.ConnectException of the JDK's client has no message.
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.getClass().getSimpleName();
  }

  private String seconds() {
    return target.timeout().toMillis() / 1000.0 + " s (clew.openai.timeout)";
  }

  /** The receiver's message is meant for people: one line of it, and never with the key in it. */
  private String said(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String line = text.replace(target.apiKey(), "***").replaceAll("\\s+", " ").strip();
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > 300 ? line.substring(0, 300) + "..." : line);
  }

  private static String remedy(int status) {
    return switch (status) {
      case 401, 403 -> "; check clew.openai.api-key or OPENAI_API_KEY";
      case 404 -> "; check clew.openai.endpoint";
      default -> "";
    };
  }
}
