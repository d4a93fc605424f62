// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and what answers may do. */
final class AccessTest extends ViewerServerFixture {

  @Test
  void page_isSentWithAPolicyThatForbidsInlineScripts() throws Exception {
    HttpResponse<String> response = get("/");

    assertThat(response.body()).contains("<title>Clew</title>").doesNotContain("<script>");
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/....//etc/passwd",
        "/META-INF/MANIFEST.MF",
      })
  void path_reachesNoFile(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    assertThat(answer).doesNotContain("root:").startsWith("HTTP/1.1 40");
  }

  /** As a browser would never send it. */
  private String raw(String request) throws IOException {
    URI address = URI.create(server.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void foreignHost_isRefused() throws Exception {
    assertThat(
            raw("GET /api/v1/traces HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("travel-desk");
    assertThat(raw("GET /api/v1/traces HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void foreignPage_isRefused() throws Exception {
    assertThat(status(request("/api/v1/traces").header("Origin", "http://evil.example")))
        .isEqualTo(403);
    assertThat(status(request("/api/v1/traces").header("Origin", "null"))).isEqualTo(403);
    assertThat(status(request("/api/v1/traces").header("Sec-Fetch-Site", "cross-site")))
        .isEqualTo(403);
    assertThat(status(request("/api/v1/traces").header("Origin", server.address()))).isEqualTo(200);
    assertThat(status(request("/api/v1/views/x").PUT(HttpRequest.BodyPublishers.ofString("{}"))))
        .isEqualTo(403);
  }

  @Test
  void answers_areNeverRunAsPages() throws Exception {
    var headers = get("/api/v1/traces").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void token_isNeeded_andBecomesACookie() throws Exception {
    server.close();
    server = server("a-token-of-sixteen");

    assertThat(status(request("/api/v1/traces"))).isEqualTo(401);
    assertThat(status(request("/?token=wrong"))).isEqualTo(401);
    assertThat(status(request("/api/v1/traces?token=a-token-of-sixteen"))).isEqualTo(401);
    assertThat(
            status(request("/api/v1/traces").header("Authorization", "Bearer a-token-of-sixteen")))
        .isEqualTo(200);
    HttpResponse<String> entered = get("/?token=a-token-of-sixteen");
    String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(entered.statusCode()).isEqualTo(302);
    assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Strict");
    assertThat(status(request("/api/v1/traces").header("Cookie", cookie.split(";")[0])))
        .isEqualTo(200);
    assertThat(
            status(
                HttpRequest.newBuilder(URI.create(server.otlpAddress() + "/v1/traces"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))))
        .isEqualTo(401);
  }
}
