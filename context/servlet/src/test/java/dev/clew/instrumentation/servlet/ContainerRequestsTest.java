// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.apache.catalina.connector.RequestFacade;
import org.junit.jupiter.api.Test;

class ContainerRequestsTest {
  private final HttpServletRequest ofTomcat = new RequestFacade(null);

  /** A filter's wrapper of the request that records calls. */
  private static final class Own extends HttpServletRequestWrapper {
    Own(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletRequest getRequest() {
      throw new AssertionError("asked for the request");
    }

    @Override
    public String getHeader(String name) {
      throw new AssertionError("asked for " + name);
    }
  }

  @Test
  void requestOfTheContainer_isFoundBelowWhatFiltersPutAroundIt() {
    assertThat(ContainerRequests.unwrap(ofTomcat)).isSameAs(ofTomcat);
    assertThat(ContainerRequests.unwrap(new Own(new Own(ofTomcat)))).isSameAs(ofTomcat);
  }

  @Test
  void requestOfTheApplication_isNotCalled() {
    Object own =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("asked for " + method.getName());
            });

    assertThat(ContainerRequests.unwrap(own)).isNull();
  }
}
