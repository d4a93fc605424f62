// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.Payload;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.Usages;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the making of a response says: the request by reference, and the answer.
 *
 * <p>An answer may come before the model has begun. Its tokens are then left to whoever reads it
 * when it is done, and are not guessed at.
 */
final class ResponsePayload extends ResponseReading {
  private final Object request;
  private final @Nullable String model;
  private final Map<String, String> details;
  private final @Nullable String conversation;
  private final UnfinishedResponses unfinished;
  private volatile @Nullable Unfinished left;
  private volatile boolean toldElsewhere;

  /**
   * Makes the payload of a call that begins.
   *
   * @param request the library's parameters, or a command on a WebSocket
   * @param model the name that {@code request} gives
   * @param details what the request does not say of itself
   */
  ResponsePayload(
      Client client,
      Object request,
      @Nullable String model,
      boolean streamed,
      ToolLoop tools,
      @Nullable String conversation,
      UnfinishedResponses unfinished,
      Map<String, String> details) {
    super(client, model, streamed, tools, conversation);
    this.request = request;
    this.model = model;
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
      Unfinished begun = new Unfinished(model, conversation);
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
    ResponseRequest asked = new ResponseRequest(OpenAiJson.read(body == null ? request : body));
    ResponseAnswer answer = answer();
    Usage sent = toldElsewhere ? null : answer.usage();
    GenerationData data = generation(asked, answer, details).usage(sent).build();
    return response(left == null ? Usages.orEstimate(data) : data, asked, answer);
  }

  @Override
  public Payload enrichment() {
    return new Payload() {
      @Override
      public GenerationData render() {
        return ResponsePayload.this.render().generation();
      }

      @Override
      public GenerationData outline() {
        return outlined().build();
      }

      @Override
      public long retainedBytes() {
        return ResponsePayload.this.retainedBytes();
      }
    };
  }
}
