// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.instrumentation.openai.call.Capture;
import dev.clew.instrumentation.openai.call.Client;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.ResponseHeaders;
import dev.clew.instrumentation.openai.json.TokenUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chat completion says: the parameters and the answer by reference, both immutable, and the
 * text of a stream as it comes.
 */
final class ChatCapture implements Capture {
  private static final long FIXED_BYTES = 4_096;

  private final Client client;
  private final ChatCompletionCreateParams params;
  private final @Nullable ChatChunks chunks;
  private volatile @Nullable Headers headers;
  private volatile @Nullable ChatCompletion result;
  private volatile @Nullable Throwable failure;

  ChatCapture(Client client, ChatCompletionCreateParams params, boolean streamed) {
    this.client = client;
    this.params = params;
    this.chunks = streamed ? new ChatChunks() : null;
  }

  @Override
  public void headers(Headers headers) {
    this.headers = headers;
  }

  @Override
  public void result(Object parsed) {
    this.result = (ChatCompletion) parsed;
  }

  @Override
  public void chunk(Object chunk) {
    if (chunks != null) {
      chunks.add((ChatCompletionChunk) chunk);
    }
  }

  @Override
  public void failure(Throwable thrown) {
    this.failure = thrown;
    if (headers == null && thrown instanceof OpenAIServiceException refused) {
      this.headers = refused.headers();
    }
  }

  @Override
  public boolean isStreamed() {
    return chunks != null;
  }

  @Override
  public boolean isComplete() {
    return chunks != null && chunks.isComplete();
  }

  @Override
  public long retainedBytes() {
    ChatCompletion answer = result;
    return FIXED_BYTES
        + RetainedSize.of(params)
        + (answer == null ? 0 : RetainedSize.of(answer))
        + (chunks == null ? 0 : chunks.retainedBytes());
  }

  @Override
  public GenerationData render() {
    ChatRequest request = new ChatRequest(JsonTree.read(params._body()));
    ChatAnswer answer = new ChatAnswer(answer());
    List<Message> input = request.messages();
    List<Message> output = answer.messages(request.audioFormat());
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider(client.provider())
            .serverAddress(client.serverAddress())
            .requestModel(request.model())
            .responseModel(answer.model())
            .responseId(answer.id())
            .streamed(isStreamed())
            .parameters(request.parameters())
            .input(input)
            .output(output)
            .tools(request.tools())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(details(answer));
    if (answer.usage() == null && !output.isEmpty()) {
      data.usage(TokenUsage.estimate(input, request.tools(), output));
    }
    return data.build();
  }

  private JsonTree answer() {
    ChatCompletion whole = result;
    if (whole != null) {
      return JsonTree.read(whole);
    }
    return chunks == null ? JsonTree.EMPTY : chunks.seal();
  }

  private Map<String, @Nullable Object> details(ChatAnswer answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details());
    if (chunks != null && chunks.droppedCharacters() > 0) {
      details.put("dropped_characters", chunks.droppedCharacters());
    }
    Headers received = headers;
    if (received != null) {
      Map<String, @Nullable Object> kept = ResponseHeaders.of(received);
      if (!kept.isEmpty()) {
        details.put("response_headers", kept);
      }
    }
    if (failure instanceof OpenAIServiceException refused) {
      refused.type().ifPresent(type -> details.put("error_type", type));
      refused.code().ifPresent(code -> details.put("error_code", code));
      refused.param().ifPresent(param -> details.put("error_param", param));
    }
    return details;
  }
}
