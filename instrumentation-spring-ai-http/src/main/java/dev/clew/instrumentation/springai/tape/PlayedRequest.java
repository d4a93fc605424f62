// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;

/** The request as a response knows it, which is in the messages of its errors. */
record PlayedRequest(ClientRequest request) implements HttpRequest {
  @Override
  public HttpMethod getMethod() {
    return request.method();
  }

  @Override
  public URI getURI() {
    return request.url();
  }

  @Override
  public HttpHeaders getHeaders() {
    return request.headers();
  }

  @Override
  public Map<String, Object> getAttributes() {
    return request.attributes();
  }
}
