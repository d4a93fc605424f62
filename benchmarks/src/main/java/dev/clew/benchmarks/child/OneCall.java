// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;

/** An application that calls a model once, through the library's own HTTP client. */
public final class OneCall {
  private OneCall() {}

  /**
   * Makes the call.
   *
   * @param arguments the base URL of the model
   */
  public static void main(String[] arguments) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(arguments[0]).apiKey("sk-none").build();
    if (ChatWorkload.ask(client, 1).isEmpty()) {
      throw new IllegalStateException("no answer");
    }
    client.close();
  }
}
