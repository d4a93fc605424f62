// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response from the tape. */
record PlayedResponse(int status, HttpHeaders headers, InputStream body)
    implements ClientHttpResponse {
  @Override
  public HttpStatusCode getStatusCode() {
    return HttpStatusCode.valueOf(status);
  }

  @Override
  public String getStatusText() {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "" : known.getReasonPhrase();
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public InputStream getBody() {
    return body;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }
}
