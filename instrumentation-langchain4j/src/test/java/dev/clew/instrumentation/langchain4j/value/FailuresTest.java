// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.SpanError;
import dev.langchain4j.agentic.agent.AgentInvocationException;
import dev.langchain4j.exception.ToolExecutionException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Exception real = new IOException("disk full");

  @Test
  void error_belowNestedAgents_isTheRealOne() {
    Exception inner =
        new AgentInvocationException("Failed to invoke", new InvocationTargetException(real));
    Exception parallel = new RuntimeException(new ExecutionException(inner));
    Exception outer =
        new AgentInvocationException("Failed to invoke", new InvocationTargetException(parallel));

    assertThat(Failures.error(outer)).isEqualTo(new SpanError("java.io.IOException", null, real));
  }

  @Test
  void error_ofTool_isWhatTheToolThrew() {
    assertThat(Failures.cause(new ToolExecutionException(real))).isSameAs(real);
  }

  @Test
  void error_ofApplicationsOwnWrapper_staysWrapped() {
    Exception own = new RuntimeException("booking failed", real);

    assertThat(Failures.cause(own)).isSameAs(own);
  }

  /** Records calls. */
  private static final class Own extends ExecutionException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError("asked for the cause");
    }

    @Override
    public String getMessage() {
      throw new AssertionError("asked for the message");
    }
  }

  @Test
  void exceptionOfTheApplication_isNotCalled() {
    Throwable own = new Own();

    assertThat(Failures.cause(new InvocationTargetException(own))).isSameAs(own);
    assertThat(Failures.error(own).throwable()).isSameAs(own);
    assertThat(Failures.text(own)).isEqualTo(Own.class.getName());
    assertThat(Failures.isOfJdkOrLibrary(own)).isFalse();
  }
}
