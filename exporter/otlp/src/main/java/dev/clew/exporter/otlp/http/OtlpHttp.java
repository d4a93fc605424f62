// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.http;

import dev.clew.api.export.ExportException;
import dev.clew.exporter.delivery.BoundedBody;
import dev.clew.exporter.delivery.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts protobuf to one address and reports the outcome.
 *
 * <p>Makes a single attempt: the caller decides whether, when and how often to retry. Redirects are
 * not followed, since the headers may hold a key. The JDK's client is not used before the first
 * request, on the export thread.
 */
public final class OtlpHttp implements OtlpTransport {
  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

  private final HttpTarget target;
  private final InstantSource clock;
  private @Nullable HttpClient client;

  public OtlpHttp(HttpTarget target) {
    this(target, InstantSource.system());
  }

  OtlpHttp(HttpTarget target, InstantSource clock) {
    this.target = target;
    this.clock = clock;
  }

  @Override
  public PartialSuccess send(byte[] body) throws ExportException {
    return PartialSuccess.of(post(body));
  }

  /** Sends a request body and returns a successful response. */
  private HttpAnswer post(byte[] body) throws ExportException {
    HttpResponse<byte[]> response = exchange(request(body));
    HttpAnswer answer =
        new HttpAnswer(
            response.statusCode(),
            response.headers().firstValue("Content-Type").orElse(""),
            response.body());
    if (answer.status() / 100 == 2) {
      if (answer.isHtml()) {
        throw refused("answered with a web page, so it is not an OTLP receiver" + endpointRemedy());
      }
      return answer;
    }
    throw failure(answer, response);
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.endpoint()).header("Content-Type", "application/x-protobuf");
    target.headers().forEach(request::setHeader);
    if (target.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    byte[] sent = target.gzip() ? Gzip.compress(body) : body;
    return request.POST(HttpRequest.BodyPublishers.ofByteArray(sent)).build();
  }

  /**
   * The time limit applies to the whole exchange; that of {@link HttpRequest} ends with the
   * headers.
   */
  private HttpResponse<byte[]> exchange(HttpRequest request) throws ExportException {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client().sendAsync(request, head -> new BoundedBody());
    Duration timeout = target.timeout();
    try {
      return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw retryable("did not answer within " + timeout.toMillis() + " ms (clew.otlp.timeout)", e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw retryable("was interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private ExportException failure(Throwable cause) {
    if (cause instanceof BoundedBody.TooLongException) {
      return refused(cause.getMessage() + endpointRemedy());
    }
    if (cause instanceof ConnectException) {
      return retryable("cannot be reached" + reason(cause) + endpointRemedy(), cause);
    }
    if (cause instanceof SSLException) {
      String remedy = "; see clew.otlp.certificate and clew.otlp.client-certificate";
      return retryable("failed the TLS handshake" + reason(cause) + remedy, cause);
    }
    if (cause instanceof IOException) {
      return retryable("closed the connection" + reason(cause), cause);
    }
    return ExportException.refused(said("request failed: " + cause), cause);
  }

  private ExportException failure(HttpAnswer answer, HttpResponse<?> response) {
    String reason = answer.reason();
    String line = "answered " + answer.status() + (reason.isEmpty() ? "" : " (" + reason + ")");
    if (RETRYABLE.contains(answer.status())) {
      Duration wait =
          response
              .headers()
              .firstValue("Retry-After")
              .map(value -> RetryAfter.parse(value, clock))
              .orElse(null);
      return ExportException.retryable(said(line), null, wait);
    }
    return refused(line + remedy(answer.status(), response));
  }

  private String remedy(int status, HttpResponse<?> response) {
    if (status / 100 == 3) {
      String location = response.headers().firstValue("Location").orElse("");
      return ", a redirect" + to(location) + ", which is not followed" + endpointRemedy();
    }
    return switch (status) {
      case 401, 403 -> "; check clew.otlp.headers";
      case 404, 405 -> endpointRemedy();
      case 413 -> "; lower clew.batch.spans or clew.content.max-chars";
      case 415 -> "; it does not accept OTLP as protobuf";
      default -> "";
    };
  }

  private static String to(String location) {
    try {
      return location.isEmpty() ? "" : " to " + HttpTarget.shown(URI.create(location));
    } catch (IllegalArgumentException notAnAddress) {
      return "";
    }
  }

  private String endpointRemedy() {
    return target.endpoint().getPort() == 4317
        ? "; port 4317 is for OTLP over gRPC; use 4318 for HTTP"
        : "; check clew.otlp.endpoint";
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }

  private ExportException refused(String what) {
    return ExportException.refused(said(what), null);
  }

  private ExportException retryable(String what, Throwable cause) {
    return ExportException.retryable(said(what), cause, null);
  }

  @Override
  public String said(String what) {
    return target.withoutSecrets(HttpTarget.shown(target.endpoint()) + " " + what);
  }

  private HttpClient client() throws ExportException {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1) // or a plain connection starts with an upgrade
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(target.timeout())
              .sslContext(target.tls().context())
              .build();
      client = made;
    }
    return made;
  }
}
