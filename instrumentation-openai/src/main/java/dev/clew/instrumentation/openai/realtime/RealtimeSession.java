// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.SpanNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A session: what has been said since its last response, and the responses that are being made.
 *
 * <p>A response begins with the command that requests it, or, if the provider has detected the end
 * of speech, with the event that announces it. Commands come from the application's threads, events
 * one at a time. The lock is held for single operations on collections, never while a span begins
 * or ends.
 */
final class RealtimeSession {
  /** Bounds both what has been said and the responses being made. */
  static final int MAX = 200;

  private final Calls calls;
  private final ToolLoop tools;
  private final ServiceClient client;
  private volatile @Nullable Object settings;
  private volatile Context caller = Context.root();
  private volatile @Nullable Span answered;

  /** Items and audio that no response has been made of; guarded by this. */
  private List<Object> said = new ArrayList<>();

  /** The audio that is not part of an item yet; guarded by this. */
  private AudioPieces heard = new AudioPieces();

  /** The last audio that became an item; its transcript may come later. */
  private volatile AudioPieces committed = heard;

  /** Responses that the application has requested and the provider not announced; by this. */
  private final Deque<HttpCall> requested = new ArrayDeque<>();

  /** Announced responses by id, oldest first; guarded by this. */
  private final Map<String, HttpCall> announced = new LinkedHashMap<>();

  RealtimeSession(Calls calls, ToolLoop tools, ServiceClient client) {
    this.calls = calls;
    this.tools = tools;
    this.client = client;
  }

  /** Handles a command that is about to be sent; returns the response that it requests, or null. */
  @Nullable HttpCall command(Object command) {
    caller = Context.current().forStorage(); // a session may outlive the trace
    Object audio = Fields.BY_NAME.read(command, "inputAudioBufferAppend");
    if (audio != null) {
      heard(Fields.BY_NAME.text(audio, "_audio"));
      return null;
    }
    Object item =
        Fields.BY_NAME.read(Fields.BY_NAME.read(command, "conversationItemCreate"), "_item");
    if (item != null) {
      said(item);
      return null;
    }
    Object create = Fields.BY_NAME.read(command, "responseCreate");
    if (create == null) {
      return null;
    }
    HttpCall call = begin(Fields.BY_NAME.read(create, "_response"));
    if (call != null) {
      evict(request(call));
    }
    return call;
  }

  private synchronized void heard(@Nullable String base64) {
    heard.add(base64);
  }

  private void said(Object item) {
    Object output = Fields.BY_NAME.read(item, "functionCallOutput");
    String id = Fields.BY_NAME.text(output, "_callId");
    if (output != null && id != null && tools.isWaiting()) {
      Span tool = tools.resultSent(id, client.serverAddress(), null, output);
      answered = tool == null ? answered : tool;
    }
    keep(item);
  }

  private synchronized void keep(Object itemOrAudio) {
    if (said.size() < MAX) {
      said.add(itemOrAudio);
    }
  }

  private synchronized List<Object> takeSaid() {
    List<Object> taken = said;
    said = new ArrayList<>();
    return taken;
  }

  private @Nullable HttpCall begin(@Nullable Object request) {
    Span tool = answered;
    answered = null;
    RealtimePayload payload = new RealtimePayload(client, settings, request, takeSaid(), tools);
    String name = SpanNames.of("realtime", payload.model());
    return calls.begin(SpanType.RESPONSE, name, payload, tool);
  }

  private synchronized @Nullable HttpCall request(HttpCall call) {
    requested.add(call);
    return requested.size() > MAX ? requested.remove() : null;
  }

  /** Forgets a response whose request could not be sent. */
  synchronized void refuse(HttpCall call) {
    requested.remove(call);
  }

  private static void evict(@Nullable HttpCall call) {
    if (call != null) {
      call.stopped("abandoned");
    }
  }

  /** Handles an event of the provider, on the thread that reads the connection. */
  void event(Object event) {
    Object delta =
        Fields.BY_NAME.first(
            event,
            "responseOutputAudioDelta",
            "responseOutputAudioTranscriptDelta",
            "responseOutputTextDelta");
    Object done = delta == null ? Fields.BY_NAME.read(event, "responseDone") : null;
    Object created = done == null ? Fields.BY_NAME.read(event, "responseCreated") : null;
    if (delta != null) {
      pass(Fields.BY_NAME.text(delta, "_responseId"), event);
    } else if (done != null) {
      pass(Fields.BY_NAME.text(Fields.BY_NAME.read(done, "_response"), "_id"), event);
    } else if (created != null) {
      announce(Fields.BY_NAME.read(created, "_response"));
    } else {
      other(event);
    }
  }

  private void pass(@Nullable String id, Object event) {
    HttpCall call = id == null ? null : announced(id);
    if (call != null && call.pushed(event)) {
      forget(id);
    }
  }

  private synchronized @Nullable HttpCall announced(String id) {
    return announced.get(id);
  }

  private synchronized void forget(@Nullable String id) {
    announced.remove(id);
  }

  private void announce(@Nullable Object response) {
    String id = Fields.BY_NAME.text(response, "_id");
    if (id == null) {
      return;
    }
    HttpCall call = nextRequested();
    if (call == null) {
      call = beginUnrequested();
    }
    if (call != null) {
      String conversation = Fields.BY_NAME.text(response, "_conversationId");
      if (conversation != null) {
        call.setGroupId(conversation);
      }
      evict(announce(id, call));
    }
  }

  private synchronized @Nullable HttpCall nextRequested() {
    return requested.poll();
  }

  private @Nullable HttpCall beginUnrequested() {
    try (Scope lastCommand = caller.makeCurrent()) {
      HttpCall call = begin(null);
      if (call != null) {
        call.sent(null);
      }
      return call;
    }
  }

  private synchronized @Nullable HttpCall announce(String id, HttpCall call) {
    announced.put(id, call);
    return announced.size() > MAX ? announced.remove(announced.keySet().iterator().next()) : null;
  }

  private void other(Object event) {
    Object begun = Fields.BY_NAME.first(event, "sessionCreated", "sessionUpdated");
    Object commit = begun == null ? Fields.BY_NAME.read(event, "inputAudioBufferCommitted") : null;
    if (begun != null) {
      settings = Fields.BY_NAME.read(begun, "_session");
    } else if (commit != null) {
      commit(Fields.BY_NAME.text(commit, "_itemId"));
    } else if (Fields.BY_NAME.read(event, "inputAudioBufferCleared") != null) {
      takeHeard();
    } else {
      transcriptOrError(event);
    }
  }

  private void commit(@Nullable String item) {
    AudioPieces audio = takeHeard();
    audio.committed(item);
    committed = audio;
    if (!audio.isEmpty()) {
      keep(audio);
    }
  }

  private synchronized AudioPieces takeHeard() {
    AudioPieces taken = heard;
    heard = new AudioPieces();
    return taken;
  }

  private void transcriptOrError(Object event) {
    Object transcript =
        Fields.BY_NAME.read(event, "conversationItemInputAudioTranscriptionCompleted");
    if (transcript != null) {
      committed.transcribed(
          Fields.BY_NAME.text(transcript, "_itemId"),
          Fields.BY_NAME.text(transcript, "_transcript"));
      return;
    }
    Object error = Fields.BY_NAME.read(Fields.BY_NAME.read(event, "error"), "_error");
    // Most errors are about another command; one that refuses a response has not announced it.
    HttpCall refused = error == null ? null : nextRequested();
    if (refused != null) {
      String code = Fields.BY_NAME.text(error, "_code");
      String type = code != null ? code : Fields.BY_NAME.text(error, "_type");
      refused.failed(
          SpanError.of(type == null ? "error" : type, Fields.BY_NAME.text(error, "_message")));
    }
  }

  /** Ends what will not be answered any more; null and a cancellation mean the application. */
  void lost(@Nullable Throwable reason) {
    for (HttpCall call : drain()) {
      if (reason == null || reason instanceof CancellationException) {
        call.stopped("closed_early");
      } else {
        call.failed(reason);
      }
    }
  }

  private synchronized List<HttpCall> drain() {
    List<HttpCall> calls = new ArrayList<>(announced.values());
    calls.addAll(requested);
    announced.clear();
    requested.clear();
    return calls;
  }
}
