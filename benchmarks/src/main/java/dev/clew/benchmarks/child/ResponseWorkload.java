// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.openai.client.OpenAIClient;
import com.openai.models.responses.ResponseCreateParams;

/** One call of the Responses API. */
final class ResponseWorkload implements Workload {
  private final OpenAIClient client = InstantClient.answering(request -> Answers.RESPONSE);

  @Override
  public long run() {
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model("gpt-4o-mini")
            .instructions(Answers.SYSTEM)
            .input(Answers.QUESTION)
            .build();
    if (client.responses().create(params).output().isEmpty()) {
      throw new IllegalStateException("no answer");
    }
    return 0;
  }
}
