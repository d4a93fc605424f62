// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.LiveClientContent;
import com.google.genai.types.LiveClientMessage;
import com.google.genai.types.LiveClientToolResponse;
import com.google.genai.types.LiveSendRealtimeInputParameters;
import com.google.genai.types.LiveServerContent;
import com.google.genai.types.LiveServerMessage;
import com.google.genai.types.LiveServerSetupComplete;
import com.google.genai.types.LiveServerToolCallCancellation;
import com.google.genai.types.Transcription;
import com.google.genai.types.UsageMetadata;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.OpenCalls;
import dev.clew.kit.call.SessionTurns;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.stream.HookedCalls;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.SpanNames;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A session: what has been said since its last response, and the responses that are being made.
 *
 * <p>A response begins with the message that requests it, or, if the provider has detected the end
 * of speech, with the first message that belongs to it. It ends with its turn, or when it requests
 * functions: what follows their results is another response. The provider names no responses, so
 * its messages belong to the oldest that has not ended. Requests come from the application's
 * threads, messages one at a time. The lock is held for single operations, never while a span
 * begins or ends.
 */
final class LiveSession {
  private final HookedCalls calls;
  private final ToolLoop tools;
  private final LiveSetup setup;
  private final @Nullable SessionTurns framework;
  private volatile Context caller;
  private volatile @Nullable Span answered;
  private volatile @Nullable String sessionId;

  /** Whether the turn has requested functions, and their results have not been sent. */
  private volatile boolean awaitsResults;

  /** Reported when no response was being made. */
  private volatile @Nullable UsageMetadata lateUsage;

  /** What no response has been made of; guarded by this. */
  private LiveInput said = new LiveInput();

  private final OpenCalls<HookedCall> open = new OpenCalls<>();

  LiveSession(HookedCalls calls, ToolLoop tools, LiveSetup setup) {
    this.calls = calls;
    this.tools = tools;
    this.setup = setup;
    this.framework = Context.current().get(SessionTurns.KEY);
    this.caller = Context.current().forStorage(); // a session may outlive the trace
  }

  /** Returns the context in which the application handles the provider's messages. */
  Context reading() {
    return caller.with(LiveSessions.READING, new LiveSessions.Reading(this, new AtomicBoolean()));
  }

  /** Handles a message that is about to be sent; returns the response that it requests, or null. */
  @Nullable HookedCall send(LiveClientMessage message) {
    caller = Context.current().forStorage();
    LiveClientContent content = LiveLibrary.own(message.clientContent());
    if (content != null) {
      for (Content turn : LiveLibrary.elements(content.turns())) {
        said().add(turn);
      }
      return content.turnComplete().orElse(false) ? request() : null;
    }
    LiveClientToolResponse results = LiveLibrary.own(message.toolResponse());
    if (results != null) {
      return answer(LiveLibrary.elements(results.functionResponses()));
    }
    LiveSendRealtimeInputParameters input = LiveLibrary.own(message.realtimeInputParameters());
    return input == null ? null : hear(input);
  }

  private synchronized LiveInput said() {
    return said;
  }

  private @Nullable HookedCall hear(LiveSendRealtimeInputParameters input) {
    hear(LiveLibrary.own(input.media()));
    hear(LiveLibrary.own(input.audio()));
    hear(LiveLibrary.own(input.video()));
    input.text().ifPresent(said()::add);
    return input.activityEnd().isPresent() ? request() : null;
  }

  private void hear(@Nullable Blob blob) {
    if (blob != null) {
      said().hear(blob);
    }
  }

  private @Nullable HookedCall answer(List<FunctionResponse> results) {
    boolean expected = false;
    for (FunctionResponse result : results) {
      String id = result.id().orElseGet(() -> RequestedTool.idOf(result.name().orElse("")));
      if (tools.isWaiting(id)) {
        Span tool = tools.resultSent(id, setup.serverAddress(), null, result);
        answered = tool == null ? answered : tool;
      }
      said().add(result);
      expected |= isAnswered(result);
    }
    awaitsResults = false;
    return expected ? request() : null;
  }

  /** Functions that do not block the model may have results that it does not speak about. */
  private static boolean isAnswered(FunctionResponse result) {
    return !result.willContinue().orElse(false)
        && result.scheduling().map(when -> !when.toString().equals("SILENT")).orElse(true);
  }

  private @Nullable HookedCall request() {
    HookedCall call = open.isClosed() ? null : begin();
    if (call != null) {
      open.add(call);
    }
    return call;
  }

  private @Nullable HookedCall begin() {
    Span tool = answered;
    answered = null;
    LivePayload payload = new LivePayload(setup, sessionId, takeSaid(), lateUsage, tools);
    lateUsage = null;
    Span turn = framework == null ? null : framework.begin();
    Context context = turn == null ? caller : caller.with(turn);
    try (Scope of = context.makeCurrent()) {
      HookedCall call =
          calls.begin(SpanType.RESPONSE, SpanNames.of("live", setup.model()), payload, tool);
      if (call != null) {
        call.exit();
        String id = sessionId;
        if (id != null && turn == null) { // a framework has sessions of its own
          call.setGroupId(id);
        }
      }
      return call;
    }
  }

  private synchronized LiveInput takeSaid() {
    LiveInput taken = said;
    said = new LiveInput();
    return taken;
  }

  /** Ends a response whose request could not be sent. */
  void refused(HookedCall call, Throwable thrown) {
    open.remove(call);
    call.failed(thrown);
  }

  /** Handles a message of the provider, on the thread that reads the socket. */
  void received(LiveServerMessage message) {
    LiveServerSetupComplete complete = LiveLibrary.own(message.setupComplete());
    if (complete != null) {
      // 1.0 lacks the accessor.
      Object id = Accessors.read(complete, "sessionId");
      sessionId =
          id instanceof Optional<?> given && given.orElse(null) instanceof String text
              ? text
              : null;
    }
    LiveServerToolCallCancellation cancelled = LiveLibrary.own(message.toolCallCancellation());
    if (cancelled != null) {
      for (String id : cancelled.ids().orElse(List.of())) {
        tools.cancelled(id, setup.serverAddress());
      }
    }
    LiveServerContent content = LiveLibrary.own(message.serverContent());
    Transcription heard = content == null ? null : LiveLibrary.own(content.inputTranscription());
    if (heard != null) {
      transcribe(heard);
    }
    HookedCall call = open.oldest();
    boolean says = message.toolCall().isPresent() || (content != null && says(content));
    if (call == null && says) {
      call = request();
    }
    if (call != null && !(content != null && isOfEarlier(content, call))) {
      pass(call, message);
    } else {
      UsageMetadata usage = LiveLibrary.own(message.usageMetadata());
      lateUsage = usage == null ? lateUsage : usage;
    }
  }

  private static boolean says(LiveServerContent content) {
    return content.modelTurn().isPresent() || content.outputTranscription().isPresent();
  }

  /**
   * Returns whether a content only ends a turn that has requested functions, whose response has
   * ended by then.
   */
  private boolean isOfEarlier(LiveServerContent content, HookedCall call) {
    return awaitsResults && !says(content) && !payload(call).hasBegun();
  }

  private static LivePayload payload(CallObservation call) {
    return (LivePayload) call.payload();
  }

  private void transcribe(Transcription heard) {
    HookedCall call = open.oldest();
    LiveInput input = call == null ? said() : payload(call).input();
    input.transcribe(heard.text().orElse(null));
  }

  private void pass(HookedCall call, LiveServerMessage message) {
    LivePayload payload = payload(call);
    if (message.toolCall().isPresent()) {
      awaitsResults = true;
    }
    if (!payload.hasBegun() && !belongsToAnswer(message)) {
      payload.chunk(message); // as a chunk of the call it would be the first of the answer
    } else if (call.pushed(message)) {
      open.remove(call);
    }
  }

  private static boolean belongsToAnswer(LiveServerMessage message) {
    LiveServerContent content = LiveLibrary.own(message.serverContent());
    return message.toolCall().isPresent()
        || (content != null && (says(content) || content.turnComplete().orElse(false)));
  }

  /** Ends what will not be answered any more, because the application has closed the session. */
  void closed() {
    open.close().forEach(call -> call.stopped("closed_early"));
  }

  /** Ends what will not be answered any more, because the connection is lost. */
  void lost(@Nullable Throwable thrown, @Nullable Object code, @Nullable String reason) {
    for (HookedCall call : open.close()) {
      if (thrown != null) {
        call.failed(thrown);
      } else {
        call.failed(SpanError.of("WebSocket " + code, reason));
      }
    }
  }
}
