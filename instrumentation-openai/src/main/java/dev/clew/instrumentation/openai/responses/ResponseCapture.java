// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.Payload;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the making of a response says: the request by reference, and the answer.
 *
 * <p>An answer may come before the model has begun. Its tokens are then left to whoever reads it
 * when it is done, and are not guessed at.
 */
final class ResponseCapture extends ResponseReading {
  private final Object request;
  private final Map<String, String> details;
  private final @Nullable String conversation;
  private final UnfinishedResponses unfinished;
  private volatile @Nullable Unfinished left;
  private volatile boolean toldElsewhere;

  /**
   * Makes the capture of a call that begins.
   *
   * @param request the library's parameters, or a command on a WebSocket
   * @param details what the request does not say of itself
   */
  ResponseCapture(
      Client client,
      Object request,
      boolean streamed,
      ToolRuns tools,
      @Nullable String conversation,
      UnfinishedResponses unfinished,
      Map<String, String> details) {
    super(client, streamed, tools, conversation);
    this.request = request;
    this.conversation = conversation;
    this.unfinished = unfinished;
    this.details = details;
  }

  @Override
  protected void announced(AnsweredResponse response) {
    if (Boolean.TRUE.equals(Accessors.read(request, "_background"))) {
      leave(response);
    }
  }

  @Override
  protected void arrived(AnsweredResponse response) {
    Unfinished before = left;
    if (response.isUnfinished()) {
      leave(response);
    } else if (before != null) {
      toldElsewhere = !before.tell();
    }
  }

  private void leave(AnsweredResponse response) {
    String id = response.id();
    if (id != null) {
      Unfinished begun = new Unfinished(ModelName.ofResponse(request), conversation);
      left = begun;
      unfinished.add(client().serverAddress(), id, begun);
    }
  }

  @Override
  public long retainedBytes() {
    return super.retainedBytes() + ResponseSize.ofRequest(request);
  }

  @Override
  public ResponseData render() {
    Object body = Accessors.read(request, "_body");
    ResponseRequest asked = new ResponseRequest(JsonTree.read(body == null ? request : body));
    ResponseAnswer answer = answer();
    GenerationData.Builder generation = generation(asked, answer, details);
    GenerationData data = generation.build();
    return response(generation.usage(usage(data, answer)).build(), asked, answer);
  }

  private @Nullable Usage usage(GenerationData data, ResponseAnswer answer) {
    Usage sent = toldElsewhere ? null : answer.usage();
    if (sent != null || left != null || data.output().isEmpty()) {
      return sent;
    }
    return TokenUsage.estimate(data.input(), data.tools(), data.output());
  }

  @Override
  public Payload enrichment() {
    return new Payload() {
      @Override
      public GenerationData render() {
        return ResponseCapture.this.render().generation();
      }

      @Override
      public long retainedBytes() {
        return ResponseCapture.this.retainedBytes();
      }
    };
  }
}
