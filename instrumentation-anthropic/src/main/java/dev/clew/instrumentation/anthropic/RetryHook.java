// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.http.HttpResponse;
import dev.clew.kit.http.Retries;

/** The library's automatic retries. */
final class RetryHook extends dev.clew.kit.http.RetryHook {
  RetryHook(Retries retries) {
    super(retries);
  }

  @Override
  protected int statusCode(Object response) {
    return response instanceof HttpResponse http && AnthropicLibrary.mayCall(http)
        ? http.statusCode()
        : 0;
  }
}
