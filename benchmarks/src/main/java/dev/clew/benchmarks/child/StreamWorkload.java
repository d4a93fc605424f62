// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.util.Iterator;

/** One streamed chat completion of openai-java, read to its end. */
final class StreamWorkload implements Workload {
  private final OpenAIClient client;

  StreamWorkload(int chunks) {
    this(client(Answers.stream(chunks)));
  }

  StreamWorkload(OpenAIClient client) {
    this.client = client;
  }

  private static OpenAIClient client(byte[] answer) {
    return InstantClient.answering(request -> answer);
  }

  @Override
  public long run() {
    long first = 0;
    int length = 0;
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ChatWorkload.params(1).build())) {
      Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
      while (chunks.hasNext()) {
        ChatCompletionChunk chunk = chunks.next();
        if (first == 0) {
          first = System.nanoTime();
        }
        length += chunk.choices().get(0).delta().content().orElse("").length();
      }
    }
    if (length == 0) {
      throw new IllegalStateException("no answer");
    }
    return first;
  }
}
